package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.RunSummary.End;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InProcessSweepRunnerTest {

  private static final SweepPlan PLAN = Sweeps.plan(4);

  @TempDir private Path folder;

  @Test
  void everyBundleIsCommittedOnceAndNothingElseIsLeft() throws IOException {
    RunSummary summary = run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);

    assertThat(summary.end()).isEqualTo(End.FINISHED);
    assertThat(summary.exitCode()).isZero();
    assertThat(summary.trialsTrained()).isEqualTo(8);
    assertThat(summary.trialsByStatus()).isEqualTo(Map.of(EndReason.COMPLETED, 8L));
    assertThat(Sweeps.trials(folder)).hasSize(8);
    // 11 to 14 rows, twice each.
    assertThat(Sweeps.metrics(folder)).hasSize(2 * (11 + 12 + 13 + 14));
    assertThat(Sweeps.files(folder))
        .hasSize(8)
        .allMatch(name -> name.matches("(metrics/b\\w{20}-\\w{32}|trials/b\\w{20})\\.parquet"));
  }

  @Test
  void runningAgainTrainsNothing() throws IOException {
    run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);

    RunSummary again = run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);

    assertThat(again.end()).isEqualTo(End.FINISHED);
    assertThat(again.trialsTrained()).isZero();
  }

  @Test
  void oneSlotAndThreeGiveTheSameRows(@TempDir Path other) throws IOException {
    run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);
    new InProcessSweepRunner(PlannedTrainers.PLAIN, 3)
        .run(PLAN, Sweeps.directory(other), RunOptions.DEFAULT, ProgressListener.NONE);

    assertThat(Sweeps.metrics(other)).isEqualTo(Sweeps.metrics(folder));
    assertThat(Sweeps.trials(other)).isEqualTo(Sweeps.trials(folder));
    assertThat(Sweeps.files(other)).isEqualTo(Sweeps.files(folder));
  }

  @Test
  void aTrialsOwnErrorIsARowAndItsNeighboursAreTrained() throws IOException {
    RunSummary summary = run(PlannedTrainers.crashing(2), RunOptions.DEFAULT);

    assertThat(summary.end()).isEqualTo(End.FINISHED);
    assertThat(summary.exitCode()).isEqualTo(3);
    assertThat(summary.trialsByStatus())
        .isEqualTo(Map.of(EndReason.COMPLETED, 7L, EndReason.CRASHED, 1L));
    assertThat(Sweeps.trials(folder))
        .filteredOn(row -> row.contains("status=CRASHED"))
        .singleElement()
        .asString()
        .contains("reason=java.lang.IllegalStateException: planned crash", "end_step=3", "seed=2");
  }

  @Test
  void crashedTrialsAreTrainedAgainOnRequestOnly() throws IOException {
    run(PlannedTrainers.crashing(2), RunOptions.DEFAULT);

    assertThat(run(PlannedTrainers.PLAIN, RunOptions.DEFAULT).trialsTrained()).isZero();
    RunSummary retried =
        run(PlannedTrainers.PLAIN, options(Optional.empty(), Set.of(EndReason.CRASHED), Set.of()));

    assertThat(retried.trialsTrained()).isEqualTo(2);
    assertThat(retried.trialsByStatus()).isEqualTo(Map.of(EndReason.COMPLETED, 8L));
    assertThat(Sweeps.files(folder)).as("the old metrics are gone").hasSize(8);
  }

  @Test
  void lostStorageIsTriedTwiceAndLeavesItsBundleUndone() throws IOException {
    RunSummary summary = run(PlannedTrainers.storageless(2), RunOptions.DEFAULT);

    assertThat(summary.end()).isEqualTo(End.INFRASTRUCTURE);
    assertThat(summary.exitCode()).isEqualTo(5);
    assertThat(summary.failures())
        .singleElement()
        .asString()
        .startsWith(PLAN.bundles().get(1).id())
        .contains("planned loss of storage");
    assertThat(summary.state().missing()).containsExactly(PLAN.bundles().get(1));
    assertThat(Sweeps.files(folder)).hasSize(6);
  }

  @Test
  void aSkippedTrialIsRecordedAsCrashed() throws IOException {
    TrialId skipped = PLAN.bundles().get(0).trials().get(1).id();

    RunSummary summary =
        run(PlannedTrainers.PLAIN, options(Optional.empty(), Set.of(), Set.of(skipped)));

    assertThat(summary.exitCode()).isEqualTo(3);
    assertThat(Sweeps.trials(folder))
        .filteredOn(row -> row.contains("reason=skipped on request"))
        .singleElement()
        .asString()
        .contains("trial_id=" + skipped);
  }

  @Test
  void onlyTheBundlesOfAConditionAreTrained() throws IOException {
    RunSummary summary =
        run(
            PlannedTrainers.PLAIN,
            options(Optional.of(TrialCondition.parse("width=8,seed>=4")), Set.of(), Set.of()));

    assertThat(summary.end()).isEqualTo(End.FINISHED);
    assertThat(summary.state().done().keySet())
        .containsExactlyInAnyOrder(PLAN.bundles().get(2).id(), PLAN.bundles().get(3).id());
  }

  @Test
  void aConditionOnNoAxisIsRefused() {
    RunOptions options = options(Optional.of(TrialCondition.parse("widht=8")), Set.of(), Set.of());

    assertThatThrownBy(() -> run(PlannedTrainers.PLAIN, options))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("only: widht must be an axis; they are [model.width, seed]");
  }

  @Test
  void aLimitCountsTrials() throws IOException {
    RunOptions options =
        new RunOptions(
            Optional.empty(),
            OptionalLong.of(3),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            RunOptions.CHECKPOINT_FLOPS);

    assertThat(run(PlannedTrainers.PLAIN, options).trialsTrained()).isEqualTo(4);
    assertThat(run(PlannedTrainers.PLAIN, options).trialsTrained()).isEqualTo(4);
  }

  @Test
  void afterTheTimeLimitNoBundleIsStarted() throws IOException {
    RunOptions options =
        new RunOptions(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(Duration.ofMillis(1)),
            Optional.empty(),
            Set.of(),
            Set.of(),
            RunOptions.CHECKPOINT_FLOPS);

    RunSummary summary = run(PlannedTrainers.slow(5), options);

    assertThat(summary.end()).isEqualTo(End.TIME_LIMIT);
    assertThat(summary.state().missing()).isNotEmpty();
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_staging"));
  }

  @Test
  void aBundleWhoseMetricsAreGoneIsTrainedAgain() throws IOException {
    run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);
    List<String> before = Sweeps.files(folder);
    Files.delete(folder.resolve(before.get(0)));

    RunSummary summary = run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);

    assertThat(summary.trialsTrained()).isEqualTo(2);
    assertThat(Sweeps.files(folder)).isEqualTo(before);
  }

  @Test
  void metricsThatNoCommitNamesAreRemoved() throws IOException {
    run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);
    List<String> before = Sweeps.files(folder);
    Path named = folder.resolve(before.get(0));
    Files.copy(named, named.resolveSibling(PLAN.bundles().get(0).id() + "-0abc.parquet"));

    run(PlannedTrainers.PLAIN, RunOptions.DEFAULT);

    assertThat(Sweeps.files(folder)).isEqualTo(before);
  }

  @Test
  void theLongestBundleIsStartedFirst() {
    assertThat(new BundleChoice(RunOptions.DEFAULT).of(PLAN.bundles()))
        .extracting(bundle -> bundle.flops())
        .containsExactly(4.0, 3.0, 2.0, 1.0);
  }

  private RunSummary run(TrainerFactory trainers, RunOptions options) throws IOException {
    return new InProcessSweepRunner(trainers, 1)
        .run(PLAN, Sweeps.directory(folder), options, ProgressListener.NONE);
  }

  private static RunOptions options(
      Optional<TrialCondition> only, Set<EndReason> retry, Set<TrialId> skip) {
    return new RunOptions(
        only,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        retry,
        skip,
        RunOptions.CHECKPOINT_FLOPS);
  }
}
