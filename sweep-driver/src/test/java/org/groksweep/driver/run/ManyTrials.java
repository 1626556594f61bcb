package org.groksweep.driver.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;

/**
 * A program that trains many tiny trials in its process and prints, now and then, a line of what it
 * holds: trials, megabytes of heap after a collection, resident megabytes, threads, file
 * descriptors, temporary files.
 */
final class ManyTrials {

  private static final String CONFIG =
      """
      name: many
      task: {type: digits, trainExamples: 20}
      model: {type: mlp, depth: 2, width: 8}
      optimizer: {type: adamw, learningRate: 0.01, weightDecay: 0.1}
      batch: {sampling: shuffled, size: 10}
      maxSteps: 5
      seeds: %s
      engine: %s
      """;

  private static final double MEGABYTE = 1024.0 * 1024;
  private static final Path SELF = Path.of("/proc/self");

  private ManyTrials() {}

  /** Arguments: a folder to work in, the engine, the number of trials, how many between lines. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String text = CONFIG.formatted(arguments[2], arguments[1]);
    SweepPlan plan =
        SweepPlanner.standard()
            .plan(ConfigReader.read("many.yaml", text, List.of(), Families.load()));
    SweepDirectory directory =
        SweepDirectory.at(folder.resolve("sweep").toString(), new Configuration());
    directory.extendPlans(stored -> stored.isEmpty() ? Optional.of("{}") : Optional.empty());
    new InProcessSweepRunner(new EngineTrainers(), 1)
        .run(plan, directory, RunOptions.DEFAULT, new Watcher(Long.parseLong(arguments[3])));
  }

  private static final class Watcher implements ProgressListener {

    private final long every;
    private long ended;

    Watcher(long every) {
      this.every = every;
    }

    @Override
    public void started(RunStart start) {}

    @Override
    public void progressed(Progress progress) {}

    @Override
    public void trialEnded(TrialEnd end) {
      ended++;
      if (ended % every == 0) {
        try {
          print();
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }

    @Override
    public void ended(RunSummary summary) {}

    private void print() throws IOException {
      // Twice: the first lets cleaners of native memory run.
      System.gc();
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.printf(
          Locale.ROOT,
          "%d %.1f %.1f %d %d %d%n",
          ended,
          heap / MEGABYTE,
          residentMegabytes(),
          count(SELF.resolve("task")),
          count(SELF.resolve("fd")),
          count(Path.of(System.getProperty("java.io.tmpdir"))));
    }
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static double residentMegabytes() throws IOException {
    return Files.readAllLines(SELF.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }
}
