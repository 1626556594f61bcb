package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long trials of the real engines, in a process that is killed as kill -9 does, three times. */
@Tag("chaos")
final class KilledTrialTest {

  private static final int KILLS = 3;

  /** Some 20 checkpoints: what the parameters' number asks for is above the distance given. */
  private static final double DISTANCE = 1e9;

  private static final int REPLICAS = 64;

  private static SweepPlan dense() {
    Trial trial = Sweeps.trial(7, 64, 20_000);
    return new SweepPlan(
        "s0123",
        "test",
        List.of(MetricColumns.ofAxis("model.width", Column.Type.LONG)),
        Observation.DEFAULT.withSaving(
            rules -> new Saving(List.of(), List.of(100L), true, Saving.Format.NPZ)),
        List.of(new Bundle(TrialId.bundle(List.of(trial.id())), "dense", List.of(trial), 5e10)));
  }

  /** Some hundred checkpoints of one group, whose trials end their first phases one by one. */
  private static SweepPlan lockstep() {
    return LockstepBundles.plan(LockstepBundles.chains(REPLICAS, 500_000, 5_000), REPLICAS);
  }

  /** What a driver's process trains. */
  enum Work {
    DENSE,
    LOCKSTEP;

    SweepPlan plan() {
      return switch (this) {
        case DENSE -> dense();
        case LOCKSTEP -> lockstep();
      };
    }
  }

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  /** A driver's process: trains the work that its second argument names in the first's folder. */
  static final class Driver {

    public static void main(String[] arguments) throws IOException {
      System.exit(
          run(
                  Path.of(arguments[0]),
                  Work.valueOf(arguments[1]),
                  RunOptions.DEFAULT.withCheckpointFlops(DISTANCE))
              .exitCode());
    }
  }

  @Test
  void killedThreeTimesItEndsWithTheRowsAndWeightsOfAnUndisturbedOne() throws Exception {
    endsAsIfUndisturbed(Work.DENSE);

    List<String> models = Sweeps.files(undisturbed.resolve("models"));
    assertThat(models).hasSize(2);
    for (String model : models) {
      assertThat(folder.resolve("models").resolve(model))
          .hasSameBinaryContentAs(undisturbed.resolve("models").resolve(model));
    }
  }

  @Test
  void killedThreeTimesInsideAGroupItEndsWithTheRowsOfAnUndisturbedOne() throws Exception {
    endsAsIfUndisturbed(Work.LOCKSTEP);
  }

  private void endsAsIfUndisturbed(Work work) throws Exception {
    List<Integer> partsAtKill = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = parts();
      Process driver = start(folder, work);
      while (parts() < before + 2 && driver.isAlive()) {
        driver.waitFor(5, TimeUnit.MILLISECONDS);
      }
      driver.destroyForcibly().waitFor();
      partsAtKill.add(parts());
      assertThat(folder.resolve("trials")).as("it was killed inside a trial").doesNotExist();
    }
    assertThat(partsAtKill).isSorted().doesNotHaveDuplicates();

    assertThat(start(folder, work).waitFor()).isZero();

    // The undisturbed one keeps no state: its rows are those of one attempt.
    assertThat(run(undisturbed, work, RunOptions.DEFAULT.withCheckpointFlops(1e300)).exitCode())
        .isZero();
    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(undisturbed));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
  }

  private static RunSummary run(Path folder, Work work, RunOptions options) throws IOException {
    return new InProcessSweepRunner(new EngineTrainers(), 1)
        .run(work.plan(), Sweeps.directory(folder), options, ProgressListener.NONE);
  }

  private int parts() throws IOException {
    Path checkpoints = folder.resolve("_checkpoints");
    return Files.exists(checkpoints) ? Sweeps.files(checkpoints).size() : 0;
  }

  private static Process start(Path folder, Work work) throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            folder.toString(),
            work.name());
    return new ProcessBuilder(command).inheritIO().start();
  }
}
