package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.trainer.spec.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two attempts at one bundle, two drivers on one directory: exactly one commit. */
final class ProtocolTest {

  private static final int RACES = 200;
  private static final SweepPlan PLAN = Sweeps.plan(1);
  private static final Bundle BUNDLE = PLAN.bundles().get(0);

  @TempDir private Path folder;

  @Test
  void ofTwoPublishersExactlyOneWins() throws Exception {
    SweepDirectory directory = Sweeps.directory(folder);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int race = 0; race < RACES; race++) {
        CyclicBarrier start = new CyclicBarrier(2);
        String target = "b" + race;
        Future<Boolean> first = threads.submit(() -> publish(directory, "x", target, start));
        Future<Boolean> second = threads.submit(() -> publish(directory, "y", target, start));

        assertThat(first.get() ^ second.get()).as("race %s has one winner", race).isTrue();
        assertThat(folder.resolve("trials").resolve(target + ".parquet"))
            .hasContent(first.get() ? "x" : "y");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLoserWithOtherBitsRemovesItsOwnMetrics() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    BundleAttempt slower = attempt(directory, PlannedTrainers.ofAnotherProcessor(), "slower");

    // The winner commits while the loser trains.
    AttemptResult lost =
        slower.run(
            BUNDLE,
            new Watch() {
              @Override
              public void trialEnded(TrialEnd end) {
                if (end.trial().equals(BUNDLE.trials().get(0).id())) {
                  AttemptResult won =
                      attempt(directory, PlannedTrainers.PLAIN, "faster").run(BUNDLE, new Watch());
                  assertThat(won.end()).isEqualTo(End.COMMITTED);
                }
              }
            });

    assertThat(lost.end()).isEqualTo(End.OVERTAKEN);
    assertThat(Sweeps.files(folder)).hasSize(2);
    assertThat(directory.state(PLAN).done()).containsOnlyKeys(BUNDLE.id());
  }

  @Test
  void aLoserWithTheSameBitsLeavesTheMetricsOfTheWinner() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    attempt(directory, PlannedTrainers.PLAIN, "first").run(BUNDLE, new Watch());
    List<String> committed = Sweeps.files(folder);

    AttemptResult lost =
        attempt(directory, PlannedTrainers.PLAIN, "second").run(BUNDLE, new Watch());

    assertThat(lost.end()).isEqualTo(End.OVERTAKEN);
    assertThat(Sweeps.files(folder)).isEqualTo(committed);
    assertThat(directory.state(PLAN).done()).containsOnlyKeys(BUNDLE.id());
  }

  @Test
  void twoDriversOnOneDirectoryCommitEveryBundleOnce(@TempDir Path undisturbed) throws Exception {
    SweepPlan plan = Sweeps.plan(12);
    new InProcessSweepRunner(PlannedTrainers.PLAIN, 1)
        .run(plan, Sweeps.directory(undisturbed), RunOptions.DEFAULT, ProgressListener.NONE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<RunSummary> driver =
          () ->
              new InProcessSweepRunner(PlannedTrainers.PLAIN, 2)
                  .run(plan, Sweeps.directory(folder), RunOptions.DEFAULT, ProgressListener.NONE);
      long trained = 0;
      for (Future<RunSummary> run : threads.invokeAll(List.of(driver, driver))) {
        assertThat(run.get().end()).isEqualTo(RunSummary.End.FINISHED);
        trained += run.get().trialsTrained();
      }
      assertThat(trained).as("each trial was committed by one of them").isEqualTo(24);
    } finally {
      threads.shutdownNow();
    }

    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(undisturbed));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
  }

  @Test
  void anAttemptThatWasToldNotToStartDoesNot() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    StopMark.set(directory, "d1");

    AttemptResult result = attempt(directory, PlannedTrainers.PLAIN, "a").run(BUNDLE, new Watch());

    assertThat(result.end()).isEqualTo(End.NOT_STARTED);
  }

  @Test
  void anInterruptedAttemptLeavesNothing() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);

    AttemptResult result =
        attempt(directory, PlannedTrainers.PLAIN, "a")
            .run(
                BUNDLE,
                new Watch() {
                  @Override
                  public boolean interrupted() {
                    return true;
                  }
                });

    assertThat(result.end()).isEqualTo(End.INTERRUPTED);
    assertThat(Sweeps.files(folder)).isEmpty();
  }

  private static boolean publish(
      SweepDirectory directory, String text, String target, CyclicBarrier start) throws Exception {
    org.apache.hadoop.fs.Path staging = new org.apache.hadoop.fs.Path(directory.staging(), text);
    Path file = directory.publisher().scratch(staging).resolve(target);
    Files.writeString(file, text);
    start.await();
    return directory.publisher().publish(file, staging, directory.trialsPath(target));
  }

  private static BundleAttempt attempt(
      SweepDirectory directory, TrainerFactory trainers, String name) {
    RunContext context =
        new RunContext(
            directory.location(),
            "d1",
            PLAN.sweepId(),
            PLAN.axisColumns(),
            Observation.DEFAULT,
            Double.POSITIVE_INFINITY,
            Set.of(),
            RunOptions.CHECKPOINT_FLOPS,
            Map.of(),
            trainers);
    return new BundleAttempt(context, directory, name);
  }

  private static class Watch implements AttemptWatch {

    @Override
    public void stepped(long steps) {}

    @Override
    public void trialEnded(TrialEnd end) {}

    @Override
    public boolean interrupted() {
      return false;
    }
  }
}
