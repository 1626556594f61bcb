package org.groksweep.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.TrialCondition;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list DIR}: the trials of a sweep, a line each, those to come included. */
@Command(
    name = "list",
    description = "Lists the trials of a sweep: how each ended, and when it passed its thresholds.")
final class ListCommand implements Callable<Integer> {

  private static final String TO_COME = "-";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The sweep's directory.")
  private String location;

  @Option(names = "--status", description = "Only trials that ended so: ${COMPLETION-CANDIDATES}.")
  private Optional<EndReason> status;

  @Option(names = "--only", paramLabel = "COND", description = "Only such trials, as depth=3.")
  private Optional<String> only;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many lines (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() throws IOException {
    StoredSweep sweep = StoredSweep.existing(location);
    SweepPlan plan = sweep.plan();
    Optional<TrialCondition> condition = only.map(TrialCondition::parse);
    condition.ifPresent(wanted -> wanted.check(plan));
    List<String> rules = plan.observation().passages().stream().map(PassageRule::name).toList();

    Map<String, List<String>> ends = ends(sweep, rules);
    List<Trial> chosen =
        plan.bundles().stream()
            .flatMap(bundle -> bundle.trials().stream())
            .filter(trial -> condition.isEmpty() || condition.get().matches(trial))
            .filter(trial -> status.isEmpty() || hasStatus(ends, trial))
            .toList();
    print(chosen, ends, rules);
    return ExitCode.DONE;
  }

  private boolean hasStatus(Map<String, List<String>> ends, Trial trial) {
    List<String> end = ends.get(trial.id().value());
    return end != null && end.get(0).equals(status.orElseThrow().name());
  }

  private static Map<String, List<String>> ends(StoredSweep sweep, List<String> rules)
      throws IOException {
    // A trial's passage in its last phase that had one; a rule's name is no SQL, so it is a
    // literal.
    String passages =
        String.join(
            "",
            rules.stream()
                .map(
                    rule ->
                        ", try_element_at(transform(filter(passages, p -> p.rule = '%s' AND NOT p.censored), p -> p.step), -1)"
                            .formatted(rule.replace("\\", "\\\\").replace("'", "\\'")))
                .toList());
    String query =
        "SELECT trial_id, status, end_step, round(final_train_accuracy, 3), round(final_test_accuracy, 3)"
            + passages
            + " FROM trials";
    Map<String, List<String>> ends = new HashMap<>();
    sweep.query(
        views ->
            new JsonRows(views.query(query))
                .forEachRemaining(
                    row ->
                        ends.put(
                            row.get(0).asText(),
                            row.stream().skip(1).map(ListCommand::text).toList())));
    return ends;
  }

  private static String text(JsonNode cell) {
    return cell.isMissingNode() ? TO_COME : cell.asText();
  }

  private void print(List<Trial> trials, Map<String, List<String>> ends, List<String> rules) {
    List<String> header =
        new ArrayList<>(
            List.of("trial", "place", "status", "end_step", "train_accuracy", "test_accuracy"));
    header.addAll(rules);
    TextTable table = new TextTable(header);
    List<String> toCome = Stream.generate(() -> TO_COME).limit(header.size() - 2).toList();
    for (Trial trial : trials.subList(0, Math.min(limit, trials.size()))) {
      List<String> row = new ArrayList<>(List.of(trial.id().value(), TrialEnd.placeOf(trial)));
      row.addAll(ends.getOrDefault(trial.id().value(), toCome));
      table.add(row);
    }
    PrintWriter out = spec.commandLine().getOut();
    table.print(out);
    String more =
        trials.size() > limit ? "; there are %,d, --limit shows more".formatted(trials.size()) : "";
    out.println("(" + TextTable.count(table.size(), "trial") + more + ")");
  }
}
