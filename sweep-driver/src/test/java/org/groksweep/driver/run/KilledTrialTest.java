package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** One long trial of the real engine, in a process that is killed as kill -9 does, three times. */
@Tag("chaos")
final class KilledTrialTest {

  private static final int KILLS = 3;

  /** Some 20 checkpoints: what the parameters' number asks for is above the distance given. */
  private static final double DISTANCE = 1e9;

  private static final Trial TRIAL = Sweeps.trial(7, 64, 20_000);
  private static final Bundle BUNDLE =
      new Bundle(TrialId.bundle(List.of(TRIAL.id())), "dense", List.of(TRIAL), 5e10);
  private static final SweepPlan PLAN =
      new SweepPlan(
          "s0123",
          "test",
          List.of(MetricColumns.ofAxis("model.width", Column.Type.LONG)),
          Observation.DEFAULT.withSaving(
              rules -> new Saving(List.of(), List.of(100L), true, Saving.Format.NPZ)),
          List.of(BUNDLE));

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  /** A driver's process: trains the plan in the folder that its argument names. */
  static final class Driver {

    public static void main(String[] arguments) throws IOException {
      System.exit(
          run(Path.of(arguments[0]), RunOptions.DEFAULT.withCheckpointFlops(DISTANCE)).exitCode());
    }
  }

  @Test
  void killedThreeTimesItEndsWithTheRowsAndWeightsOfAnUndisturbedOne() throws Exception {
    List<Integer> partsAtKill = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int before = parts();
      Process driver = start(folder);
      while (parts() < before + 2 && driver.isAlive()) {
        driver.waitFor(5, TimeUnit.MILLISECONDS);
      }
      driver.destroyForcibly().waitFor();
      partsAtKill.add(parts());
      assertThat(folder.resolve("trials")).as("it was killed inside the trial").doesNotExist();
    }
    assertThat(partsAtKill).isSorted().doesNotHaveDuplicates();

    assertThat(start(folder).waitFor()).isZero();

    assertThat(run(undisturbed, RunOptions.DEFAULT).exitCode()).isZero();
    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(undisturbed));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
    List<String> models = Sweeps.files(undisturbed.resolve("models"));
    assertThat(models).hasSize(2);
    for (String model : models) {
      assertThat(folder.resolve("models").resolve(model))
          .hasSameBinaryContentAs(undisturbed.resolve("models").resolve(model));
    }
  }

  private static RunSummary run(Path folder, RunOptions options) throws IOException {
    return new InProcessSweepRunner(new EngineTrainers(), 1)
        .run(PLAN, Sweeps.directory(folder), options, ProgressListener.NONE);
  }

  private int parts() throws IOException {
    Path checkpoints = folder.resolve("_checkpoints").resolve(BUNDLE.id());
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return (int) files.count();
    }
  }

  private static Process start(Path folder) throws IOException {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            folder.toString());
    return new ProcessBuilder(command).inheritIO().start();
  }
}
