package org.groksweep.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show DIR TRIAL}: one trial's settings, its end, its passages and its curve. */
@Command(name = "show", description = "Shows one trial: its settings, end, passages and curve.")
final class ShowCommand implements Callable<Integer> {

  private static final String END =
      "SELECT status, reason, steps, wall_seconds, host, engine, numerics_fingerprint, attempt,"
          + " started_at, versions, error, passages FROM trials";
  private static final String CURVE =
      "SELECT step, train_accuracy, test_accuracy, train_loss, test_loss FROM metrics";
  private static final String IN_ORDER = " ORDER BY step, phase_step DESC";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The sweep's directory.")
  private String location;

  @Parameters(
      index = "1",
      paramLabel = "TRIAL",
      description = "The trial's id, or as much of its beginning as is unique.")
  private String name;

  @Override
  public Integer call() throws IOException {
    StoredSweep sweep = StoredSweep.existing(location);
    Trial trial = trial(sweep);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("trial %s: %s%n", trial.id(), TrialEnd.placeOf(trial));
    printSettings(trial, out);
    out.flush();
    // The id is one that the plan made: letters and digits alone.
    String where = " WHERE trial_id = '" + trial.id().value() + "'";
    sweep.query(
        views -> {
          printEnd(rows(views, END + where), out);
          printCurve(rows(views, CURVE + where + IN_ORDER), trial, out);
        });
    return ExitCode.DONE;
  }

  private static JsonRows rows(SqlViews views, String query) {
    return new JsonRows(views.query(query));
  }

  private Trial trial(StoredSweep sweep) throws IOException {
    List<Trial> fitting =
        sweep.plan().bundles().stream()
            .flatMap(bundle -> bundle.trials().stream())
            .filter(trial -> trial.id().value().startsWith(name))
            .limit(2)
            .toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String rule = fitting.isEmpty() ? "is no trial of the sweep" : "must fit one trial alone";
    throw ConfigException.ofCommandLine(
        "TRIAL", name, rule, Optional.of("./sweep list shows their names"));
  }

  private static void printSettings(Trial trial, PrintWriter out) {
    out.println("  task       " + CanonicalJson.of(trial.spec().task()));
    out.println("  model      " + CanonicalJson.of(trial.spec().model()));
    out.println("  loss       " + trial.spec().loss());
    out.println("  optimizer  " + CanonicalJson.of(trial.spec().optimizer()));
    out.println("  batching   " + CanonicalJson.of(trial.spec().batching()));
    out.println("  precision  " + trial.spec().precision());
    for (Phase phase : trial.spec().phases()) {
      out.println("  phase      " + CanonicalJson.of(phase));
    }
    out.println("  seeds      " + CanonicalJson.of(trial.spec().seeds()));
  }

  private static void printEnd(Iterator<List<JsonNode>> rows, PrintWriter out) {
    if (!rows.hasNext()) {
      out.println("not trained yet");
      return;
    }
    List<JsonNode> row = rows.next();
    out.printf("%s: %s%n", row.get(0).asText(), row.get(1).asText());
    out.printf(
        "%,d steps in %.1f s on %s by %s (%s)%n",
        row.get(2).asLong(),
        row.get(3).asDouble(),
        row.get(4).asText(),
        row.get(5).asText(),
        row.get(6).asText());
    out.printf("attempt %s, started %s%n", row.get(7).asText(), row.get(8).asText());
    out.println(row.get(9).asText());
    for (JsonNode passage : row.get(11)) {
      long step = passage.path("step").asLong();
      out.printf(
          "  %s in phase %s: %s%n",
          passage.path("rule").asText(),
          passage.path("phase").asText(),
          passage.path("censored").asBoolean()
              ? "not within its steps"
              : "at step %,d (after %,d)".formatted(step, passage.path("lower_step").asLong()));
    }
    if (!row.get(10).isMissingNode()) {
      out.println(row.get(10).asText());
    }
  }

  private static void printCurve(Iterator<List<JsonNode>> rows, Trial trial, PrintWriter out) {
    if (!rows.hasNext()) {
      return;
    }
    CurveChart chart = new CurveChart(LiveCurve.WIDTH, LiveCurve.HEIGHT, trial.spec().maxSteps());
    while (rows.hasNext()) {
      List<JsonNode> row = rows.next();
      chart.add(
          row.get(0).asLong(),
          number(row.get(1)),
          number(row.get(2)),
          row.get(3).asDouble(),
          number(row.get(4)));
    }
    chart.lines().forEach(out::println);
  }

  private static OptionalDouble number(JsonNode cell) {
    return cell.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(cell.asDouble());
  }
}
