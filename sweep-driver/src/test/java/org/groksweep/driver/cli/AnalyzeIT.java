package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.ListenerStub;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.TrialEnd;
import org.groksweep.driver.scale.GeneratedSweep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analyze command on a sweep that still runs, and on one without a trial. */
@Tag("spark")
class AnalyzeIT {

  private static final int TRIALS = 60;

  // Of trials that cost as much as a bundle, so that each is one.
  private static final String CONFIG =
      """
      name: %s
      task: {type: digits}
      model: {type: mlp, width: 64, depth: 2}
      optimizer: {type: adamw, learningRate: 1e-3}
      maxSteps: 99900
      seeds: 6
      axes:
        trainExamples: [40, 60, 80, 100, 120, 140, 200, 280, 400, 560]
      recording: {every: 900}
      """;

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();

  @Test
  @Tag("slow")
  void severalSweepsGetTablesAndAPageEach() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other [2]");
    GeneratedSweep.train(one, planned(one), 2, new ListenerStub());
    GeneratedSweep.train(other, planned(other), 2, new ListenerStub());

    int code = sweep("analyze", one.toString(), other.toString());
    assertThat(code).as(printed.toString()).isZero();

    assertThat(printed.toString())
        .contains("analysis of one-", "analysis of other2-")
        .contains(one + "/report.html", other + "/report.html")
        .doesNotContain("only finished bundles");
    for (Path each : new Path[] {one, other}) {
      assertThat(rows(each, "SELECT count(*), count(DISTINCT trial_id) FROM events"))
          .isEqualTo(TRIALS + "," + TRIALS);
      assertThat(rows(each, "SELECT status, n_trials FROM critical_size"))
          .isEqualTo("OK,60\nOK,60");
      assertThat(Files.readString(each.resolve("report.html"))).contains("60 planned trials");
    }
    // Both at once: rows of either, told apart by their sweep.
    assertThat(
            rows(
                "SELECT count(*), count(DISTINCT sweep_id) FROM events",
                one.toString(),
                other.toString()))
        .isEqualTo("120,2");
  }

  @Test
  void aDirectoryThatIsNoSweepLeavesTheOthersAsTheyAre() throws Exception {
    Path one = folder.resolve("one");
    GeneratedSweep.train(one, planned(one), 2, new ListenerStub());

    assertThat(sweep("analyze", one.toString(), folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.USER_INPUT);

    assertThat(printed.toString()).contains("nowhere must be a sweep's directory");
    assertThat(one.resolve("analysis")).doesNotExist();
    assertThat(one.resolve("report.html")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void aSweepThatStillRunsIsAnalysedAsFarAsItsBundlesAreFinished() throws Exception {
    Path running = folder.resolve("running");
    SweepPlan plan = planned(running);
    Halting halt = new Halting(TRIALS / 2);
    CompletableFuture<RunSummary> run =
        CompletableFuture.supplyAsync(() -> trained(running, plan, halt));
    halt.reached.await();
    long finished = finished(running);

    int code = sweep("analyze", running.toString());
    halt.goOn.countDown();

    assertThat(code).as(printed.toString()).isZero();
    assertThat(finished).isEqualTo(TRIALS / 2 - 1);
    assertThat(printed.toString())
        .contains("only finished bundles: " + finished + " of 60 trials are in it");
    assertThat(Files.readString(running.resolve("report.html")))
        .contains(
            "60 planned trials, "
                + finished
                + " done, "
                + (TRIALS - finished)
                + " not trained yet");
    assertThat(run.get().state().trialsDone()).isEqualTo(TRIALS);
    assertThat(rows(running, "SELECT count(*) FROM events")).isEqualTo("" + finished);
    assertThat(sweep("analyze", running.toString())).isZero();
    assertThat(rows(running, "SELECT count(*) FROM events")).isEqualTo("60");
  }

  @Test
  void aSweepThatIsPlannedAndNotTrainedHasEmptyTablesAndAPageThatSaysSo() throws Exception {
    Path empty = folder.resolve("empty");
    planned(empty);

    int code = sweep("analyze", empty.toString());
    assertThat(code).as(printed.toString()).isZero();

    assertThat(printed.toString()).contains("only finished bundles: 0 of 60 trials are in it");
    assertThat(rows(empty, "SELECT count(*) FROM events")).isEqualTo("0");
    assertThat(rows(empty, "SELECT count(*) FROM critical_size")).isEqualTo("0");
    assertThat(Files.readString(empty.resolve("report.html")))
        .contains("60 planned trials, 0 done, 60 not trained yet");
  }

  @Test
  void aPageIsNotDrawnBeforeThereIsAnAnalysis() throws Exception {
    Path fresh = folder.resolve("fresh");
    planned(fresh);

    Path analysed = folder.resolve("analysed");
    planned(analysed);
    assertThat(sweep("analyze", analysed.toString())).isZero();
    Files.delete(analysed.resolve("report.html"));

    assertThat(sweep("report", analysed.toString(), fresh.toString())).isEqualTo(2);

    assertThat(printed.toString())
        .contains(
            "DIR: %1$s must have been analysed; ./sweep analyze '%1$s' does so".formatted(fresh))
        .doesNotContain("TABLE_OR_VIEW");
    assertThat(fresh.resolve("report.html")).doesNotExist();
    assertThat(analysed.resolve("report.html")).as("none before all were checked").doesNotExist();
  }

  private SweepPlan planned(Path directory) throws Exception {
    String name = directory.getFileName().toString().replaceAll("[^a-z0-9]", "");
    return GeneratedSweep.plan(directory, CONFIG.formatted(name));
  }

  private static RunSummary trained(Path directory, SweepPlan plan, Halting halt) {
    try {
      return GeneratedSweep.train(directory, plan, 1, halt);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long finished(Path directory) throws Exception {
    try (var files = Files.list(directory.resolve("trials"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private String rows(Path directory, String query) {
    return rows(query, directory.toString());
  }

  /** The rows of a query, of cells separated by commas. */
  private String rows(String query, String... directories) {
    StringWriter csv = new StringWriter();
    String[] arguments = new String[directories.length + 4];
    arguments[0] = "sql";
    System.arraycopy(directories, 0, arguments, 1, directories.length);
    arguments[directories.length + 1] = query;
    arguments[directories.length + 2] = "--format";
    arguments[directories.length + 3] = "csv";
    PrintWriter out = new PrintWriter(csv);
    assertThat(Main.execute(out, new PrintWriter(printed), arguments)).isZero();
    out.flush();
    return csv.toString()
        .strip()
        .lines()
        .skip(1)
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private int sweep(String... arguments) {
    PrintWriter out = new PrintWriter(printed);
    int code = Main.execute(out, out, arguments);
    out.flush();
    return code;
  }

  /** Holds a run before it commits the bundle of its n-th trial. */
  private static final class Halting extends ListenerStub {

    private final AtomicInteger left;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    Halting(int trials) {
      this.left = new AtomicInteger(trials);
    }

    @Override
    public void trialEnded(TrialEnd end) {
      if (left.decrementAndGet() > 0) {
        return;
      }
      reached.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
