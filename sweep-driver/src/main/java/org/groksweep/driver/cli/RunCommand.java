package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.TrialCondition;
import org.groksweep.driver.spark.SparkSessions;
import org.groksweep.driver.spark.SparkSweepRunner;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.TrialId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run FILE}: trains what the sweep's directory lacks. */
@Command(
    name = "run",
    description = {
      "Trains the trials of a config that its directory does not hold yet, on Spark.",
      "Interrupted or killed, the same command goes on; a wider config adds trials."
    })
final class RunCommand implements Callable<Integer> {

  private static final String CONDITION = "COND";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The config.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The sweep's directory, any Hadoop path (default: runs/<name of the sweep>).")
  private Optional<String> out;

  @Option(names = "--set", paramLabel = "path=value", description = "Overrides a key of the file.")
  private List<String> sets = List.of();

  @Option(
      names = "--only",
      paramLabel = CONDITION,
      description = "Only bundles with such trials, as depth>=3,seed=1.")
  private Optional<String> only;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Start bundles until they hold N trials.")
  private Optional<Long> limit;

  @Option(
      names = "--time-limit",
      paramLabel = "D",
      converter = DurationText.class,
      description = "Start no bundle after this time, as 30m or 8h; what runs is finished.")
  private Optional<Duration> timeLimit;

  @Option(
      names = "--trial-time-limit",
      paramLabel = "D",
      converter = DurationText.class,
      description = "End a trial as TIMED_OUT after this time.")
  private Optional<Duration> trialTimeLimit;

  @Option(
      names = "--retry",
      split = ",",
      paramLabel = "crashed|timed-out",
      converter = RetryText.class,
      description = "Train bundles with such trials again.")
  private List<EndReason> retry = List.of();

  @Option(
      names = "--skip",
      split = ",",
      paramLabel = "TRIAL",
      description = "Do not train this trial; record it as CRASHED.")
  private List<String> skip = List.of();

  @Option(names = "--no-analyze", description = "Do not analyse the sweep at the end.")
  private boolean withoutAnalysis;

  @Mixin private AnalysisOptions analysis;

  @Override
  public Integer call() throws IOException {
    SweepConfig config = ConfigReader.read(file, sets);
    RunOptions options = options();
    StoredSweep sweep = StoredSweep.at(out.orElse("runs/" + config.name()), new Configuration());
    PrintWriter terminal = spec.commandLine().getOut();
    PlanText.print(sweep.planned(config), sweep.directory(), terminal);
    RunSummary summary;
    try (SparkSession spark = SparkSessions.start("groksweep " + config.name())) {
      SparkSweepRunner runner = new SparkSweepRunner(spark, new EngineTrainers());
      SweepPlan plan = sweep.store(config, made -> check(made, options));
      summary =
          runner.run(
              plan, sweep.directory(), options, new ConsoleProgress(terminal, Terminal.isThere()));
      print(summary, sweep, terminal);
      if (!withoutAnalysis && summary.isOrderly() && summary.state().trialsDone() > 0) {
        new SweepAnalysis(spark, terminal).run(sweep, summary.state().plan(), analysis);
      }
    }
    return summary.exitCode();
  }

  // Before anything is stored or trained: hours later is too late for a wrong --over.
  private void check(SweepPlan plan, RunOptions options) {
    options.only().ifPresent(condition -> condition.check(plan));
    analysis.request(plan);
  }

  private RunOptions options() {
    Set<TrialId> skipped =
        skip.stream().map(TrialId::new).collect(Collectors.toCollection(LinkedHashSet::new));
    EnumSet<EndReason> again = EnumSet.noneOf(EndReason.class);
    again.addAll(retry);
    try {
      return new RunOptions(
          only.map(TrialCondition::parse),
          limit.map(OptionalLong::of).orElse(OptionalLong.empty()),
          timeLimit,
          trialTimeLimit,
          again,
          skipped,
          RunOptions.CHECKPOINT_FLOPS);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static void print(RunSummary summary, StoredSweep sweep, PrintWriter out) {
    summary.failures().forEach(failure -> out.println("failed: " + failure));
    new TreeMap<>(summary.trialsByStatus())
        .forEach((status, count) -> out.printf("  %-10s %,d%n", status, count));
    String place = sweep.directory().location().replaceFirst("^file:", "");
    out.printf("tables: %s/trials and %s/metrics%n", place, place);
    int missing = summary.state().missing().size();
    if (missing > 0) {
      out.printf("%s left; the same command goes on%n", TextTable.count(missing, "bundle"));
      return;
    }
    out.printf(
        "query:  ./sweep sql '%s' \"SELECT trial_id, status, final_test_accuracy FROM trials\"%n",
        place);
  }
}
