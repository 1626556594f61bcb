package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts at one bundle that end before their time, and what the next makes of their checkpoints.
 */
final class CheckpointTest {

  /** A quarter of a trial of 300 steps. */
  private static final double DISTANCE = 5e7;

  private static final List<Trial> TRIALS =
      List.of(Sweeps.trial(1, 16, 300), Sweeps.trial(2, 16, 300), Sweeps.trial(3, 16, 300));
  private static final Bundle BUNDLE =
      new Bundle(
          TrialId.bundle(TRIALS.stream().map(Trial::id).toList()), "dense", TRIALS, 10 * DISTANCE);
  private static final Observation OBSERVATION =
      Observation.DEFAULT.withSaving(
          rules -> new Saving(List.of("memorized"), List.of(10L), true, Saving.Format.NPZ));

  private static final List<Column> AXES =
      List.of(MetricColumns.ofAxis("model.width", Column.Type.LONG));
  private static final SweepPlan PLAN =
      new SweepPlan("s0123", "test", AXES, OBSERVATION, List.of(BUNDLE));

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  private final List<TrialId> begun = new ArrayList<>();
  private final List<TrialId> resumed = new ArrayList<>();

  @Test
  void whatWasInterruptedAtAnyPartEndsAsIfUndisturbed() throws IOException {
    int interruptions = interruptUntilDone(Set.of());

    assertThat(interruptions).isGreaterThan(5);
    assertSameAsUndisturbed(Set.of());
    // A part at a trial's end interrupts the next trial before its first state: once for each.
    assertThat(begun).as("what has ended is not begun again").hasSizeLessThanOrEqualTo(5);
    assertThat(begun).containsOnlyOnce(TRIALS.get(0).id());
    assertThat(new HashSet<>(resumed)).as("each went on").hasSize(3);
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void aDamagedPartIsPassedOverForTheOneBefore() throws IOException {
    assertThat(attempt("a", 3, Set.of()).end()).isEqualTo(End.INTERRUPTED);
    List<Path> parts = parts();
    assertThat(parts).hasSize(3);
    flipAByte(parts.get(2));

    assertThat(attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(resumed).isNotEmpty();
    assertSameAsUndisturbed(Set.of());
  }

  @Test
  void withoutAWholeFirstPartTheBundleBeginsAnew() throws IOException {
    attempt("a", 3, Set.of());
    begun.clear();
    Path first = parts().get(0);
    Files.write(first, new byte[0]);

    assertThat(attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(resumed).isEmpty();
    assertThat(begun).hasSize(3);
    assertSameAsUndisturbed(Set.of());
  }

  @Test
  void aTrialThatIsSkippedNowLeavesItsRowsAndStateToNobody() throws IOException {
    Set<TrialId> second = Set.of(TRIALS.get(1).id());
    while (begun.size() < 2) {
      attempt("a" + parts().size(), 1, Set.of());
    }
    // Twice: the second time the part is read that was written without the trial's rows.
    attempt("b", 1, second);

    assertThat(attempt("c", Integer.MAX_VALUE, second).end()).isEqualTo(End.COMMITTED);

    assertSameAsUndisturbed(second);
  }

  @Test
  void anotherObservationOrProcessorBeginsAnew() throws IOException {
    attempt("a", 2, Set.of());
    begun.clear();

    Observation other = new Observation(Observation.DEFAULT.recording(), List.of(), List.of());
    AttemptResult result =
        new BundleAttempt(context(Set.of(), other), Sweeps.directory(folder), "b")
            .run(BUNDLE, new Watch(Integer.MAX_VALUE));

    assertThat(result.end()).isEqualTo(End.COMMITTED);
    assertThat(resumed).isEmpty();
    assertThat(begun).hasSize(3);
  }

  @Test
  void aFullDiskCostsCheckpointsAndNothingElse() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    // A file where the folder of checkpoints should be: no part can be published.
    Files.writeString(folder.resolve("_checkpoints"), "");

    AttemptResult result =
        new BundleAttempt(context(Set.of(), OBSERVATION), directory, "a")
            .run(BUNDLE, new Watch(Integer.MAX_VALUE));

    assertThat(result.end()).isEqualTo(End.COMMITTED);
    assertSameAsUndisturbed(Set.of());
  }

  @Test
  void reopeningABundleForgetsItsCheckpoints() throws IOException {
    attempt("a", 2, Set.of());
    List<Path> parts = parts();
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (Path part : parts) {
      Files.copy(part, kept.resolve(part.getFileName().toString()));
    }
    attempt("b", Integer.MAX_VALUE, Set.of(TRIALS.get(2).id()));
    Path checkpoints = Files.createDirectories(folder.resolve("_checkpoints/" + BUNDLE.id()));
    for (Path part : parts) {
      Files.copy(
          kept.resolve(part.getFileName().toString()),
          checkpoints.resolve(part.getFileName().toString()));
    }

    SweepDirectory directory = Sweeps.directory(folder);
    new Reopening(directory).reopen(directory.state(PLAN), Set.of(EndReason.CRASHED));

    assertThat(checkpoints).doesNotExist();
  }

  private int interruptUntilDone(Set<TrialId> skip) throws IOException {
    int interruptions = 0;
    while (attempt("a" + interruptions, 1, skip).end() == End.INTERRUPTED) {
      interruptions++;
    }
    return interruptions;
  }

  private AttemptResult attempt(String name, int parts, Set<TrialId> skip) throws IOException {
    return new BundleAttempt(context(skip, OBSERVATION), Sweeps.directory(folder), name)
        .run(BUNDLE, new Watch(parts));
  }

  private RunContext context(Set<TrialId> skip, Observation observation) {
    return new RunContext(
        folder.toString(),
        "d1",
        PLAN.sweepId(),
        PLAN.axisColumns(),
        observation,
        Double.POSITIVE_INFINITY,
        skip,
        DISTANCE,
        Map.of(),
        this::trainer);
  }

  private TrialTrainer trainer(String engine) {
    TrialTrainer real = new EngineTrainers().trainer(engine);
    return new TrialTrainer() {
      @Override
      public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        TrialHost noting =
            new TrialHost(
                host.sink(),
                host.watch(),
                new NotingCheckpoints(trial, host.checkpoints()),
                host.weights());
        return real.train(trial, observation, noting);
      }

      @Override
      public String numericsFingerprint() {
        return real.numericsFingerprint();
      }
    };
  }

  private final class NotingCheckpoints implements Checkpoints {

    private final Trial trial;
    private final Checkpoints checkpoints;

    NotingCheckpoints(Trial trial, Checkpoints checkpoints) {
      this.trial = trial;
      this.checkpoints = checkpoints;
    }

    @Override
    public boolean restore(MetricSink rows, StateReader state) throws IOException {
      boolean restored = checkpoints.restore(rows, state);
      (restored ? resumed : begun).add(trial.id());
      return restored;
    }

    @Override
    public double distanceFlops(long parameters) {
      return Math.min(DISTANCE, checkpoints.distanceFlops(parameters));
    }

    @Override
    public void keep(StateWriter state) throws IOException {
      checkpoints.keep(state);
    }
  }

  private void assertSameAsUndisturbed(Set<TrialId> skip) throws IOException {
    SweepDirectory directory = Sweeps.directory(undisturbed);
    RunContext context =
        new RunContext(
            undisturbed.toString(),
            "d1",
            PLAN.sweepId(),
            PLAN.axisColumns(),
            OBSERVATION,
            Double.POSITIVE_INFINITY,
            skip,
            RunOptions.CHECKPOINT_FLOPS,
            Map.of(),
            new EngineTrainers());
    assertThat(
            new BundleAttempt(context, directory, "u")
                .run(BUNDLE, new Watch(Integer.MAX_VALUE))
                .end())
        .isEqualTo(End.COMMITTED);
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
    List<String> models = Sweeps.files(undisturbed.resolve("models"));
    assertThat(models).hasSizeGreaterThan(3);
    assertThat(Sweeps.files(folder.resolve("models"))).isEqualTo(models);
    for (String model : models) {
      assertThat(folder.resolve("models").resolve(model))
          .hasSameBinaryContentAs(undisturbed.resolve("models").resolve(model));
    }
  }

  private List<Path> parts() throws IOException {
    Path checkpoints = folder.resolve("_checkpoints/" + BUNDLE.id());
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.sorted().toList();
    }
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }

  /** Interrupts an attempt once so many further parts are there. */
  private final class Watch implements AttemptWatch {

    private final int limit;
    private final int before;

    Watch(int limit) {
      this.limit = limit;
      this.before = count();
    }

    @Override
    public void stepped(long steps) {}

    @Override
    public void trialEnded(TrialEnd end) {}

    @Override
    public boolean interrupted() {
      return limit != Integer.MAX_VALUE && count() - before >= limit;
    }

    private int count() {
      try {
        return parts().size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
