package org.groksweep.driver.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.PlanFile;
import org.groksweep.driver.plan.PlannedSweep;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.ListenerStub;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.SweepDirectory;

/**
 * A committed sweep of a thousand trials per seed with a thousand rows each, by the trainer's
 * writers and the directory's protocol.
 */
public final class GeneratedSweep {

  /** 100 groups of 10 sizes. */
  public static final int TRIALS_PER_SEED = 1000;

  public static final int ROWS_PER_TRIAL = 1000;

  private static final String CONFIG =
      """
      name: generated
      task: {type: digits}
      model: {type: mlp, width: 64}
      optimizer: {type: adamw, learningRate: 1e-3}
      maxSteps: 99900
      seeds: %d
      axes:
        depth: {from: 2, to: 6}
        initScale: [1, 2, 4, 8]
        weightDecay: {from: 0.001, to: 1, count: 5, scale: log}
        trainExamples: [40, 60, 80, 100, 140, 200, 280, 400, 560, 800]
      recording: {every: 100}
      """;

  private GeneratedSweep() {}

  /** Writes the sweep of so many seeds: arguments are the directory and their number. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  /** Writes the sweep into a directory that holds none. */
  public static void write(Path directory, int seeds) throws IOException {
    SweepPlan plan = plan(directory, CONFIG.formatted(seeds));
    int slots = Runtime.getRuntime().availableProcessors();
    RunSummary summary = train(directory, plan, slots, new ListenerStub());
    if (summary.state().trialsDone() != (long) TRIALS_PER_SEED * seeds) {
      throw new IllegalStateException(directory + ": not all is written: " + summary);
    }
  }

  /** Stores the plan of any config in a directory that holds none, and trains nothing. */
  public static SweepPlan plan(Path directory, String config) throws IOException {
    SweepConfig read = ConfigReader.read("generated.yaml", config, List.of(), Families.load());
    PlannedSweep planned = SweepPlanner.standard().extend(read, List.of(), Map.of());
    Optional<String> text = planned.added().map(PlanFile::text);
    at(directory).extendPlans(stored -> stored.isEmpty() ? text : Optional.empty());
    return planned.plan();
  }

  /** Writes what is missing of a plan, so many bundles at once. */
  public static RunSummary train(
      Path directory, SweepPlan plan, int slots, ProgressListener listener) throws IOException {
    return new InProcessSweepRunner(new GeneratedTrainers(), slots)
        .run(plan, at(directory), RunOptions.DEFAULT, listener);
  }

  private static SweepDirectory at(Path directory) throws IOException {
    return SweepDirectory.at(directory.toString(), new Configuration());
  }
}
