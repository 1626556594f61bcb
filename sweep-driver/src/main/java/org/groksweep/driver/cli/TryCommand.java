package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.TrialCondition;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.TaskFamilies;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.loop.TrialRunner;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Trial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code try FILE}: one trial of a config in this terminal, without Spark; nothing is stored. */
@Command(
    name = "try",
    description = "Trains one trial in this terminal, without Spark, and draws its curve.")
final class TryCommand implements Callable<Integer> {

  private record Choice(Trial trial, String engine) {}

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The config.")
  private Path file;

  @Option(
      names = "--cell",
      paramLabel = "COND",
      description = "Which trial, such as depth=4,seed=1; the first that fits.")
  private Optional<String> cell;

  @Option(names = "--set", paramLabel = "path=value", description = "Overrides a key of the file.")
  private List<String> sets = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    SweepPlan plan = SweepPlanner.standard().plan(ConfigReader.read(file, sets));
    Choice choice = choose(plan);
    Trial trial = choice.trial();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "trial %s: %s, by engine %s%n", trial.id(), TrialEnd.placeOf(trial), choice.engine());
    out.flush();
    Examples examples = TaskFamilies.load().examples(trial.spec().task());
    TrialRunner runner =
        new TrialRunner(
            EngineTable.load().engine(choice.engine()), ModelFamilies.load(), Probes.load());
    LiveCurve curve = new LiveCurve(trial.spec().maxSteps(), out, Terminal.isThere());
    TrialOutcome outcome = runner.run(trial, examples, plan.observation(), curve, TrialWatch.NONE);
    curve.draw();
    print(outcome, out);
    return outcome.status() == EndReason.CRASHED ? ExitCode.DONE_WITH_CRASHES : ExitCode.DONE;
  }

  private Choice choose(SweepPlan plan) {
    Optional<TrialCondition> condition = cell.map(TrialCondition::parse);
    condition.ifPresent(wanted -> wanted.check(plan));
    for (Bundle bundle : plan.bundles()) {
      for (Trial trial : bundle.trials()) {
        if (condition.isEmpty() || condition.get().matches(trial)) {
          return new Choice(trial, bundle.engine());
        }
      }
    }
    throw ConfigException.ofCommandLine(
        "--cell", cell.orElse(""), "fits no trial of the sweep", Optional.empty());
  }

  private static void print(TrialOutcome outcome, PrintWriter out) {
    out.printf(
        "%s after %,d steps in %.1f s (%,.0f steps/s): %s%n",
        outcome.status(),
        outcome.steps(),
        outcome.wallSeconds(),
        outcome.steps() / outcome.wallSeconds(),
        outcome.reason());
    for (Passage passage : outcome.passages()) {
      out.printf("  %s in phase %s: %s%n", passage.rule(), passage.phase(), inWords(passage));
    }
    outcome.error().ifPresent(out::println);
  }

  private static String inWords(Passage passage) {
    return passage.censored()
        ? "not within %,d steps".formatted(passage.step())
        : "at step %,d (after %,d)".formatted(passage.step(), passage.lowerStep());
  }
}
