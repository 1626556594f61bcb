package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/** A bundle with checkpoints, attempts at it, and one that nothing disturbs. */
final class CheckpointedBundle {

  /** A quarter of a trial of 300 steps. */
  static final double DISTANCE = 5e7;

  static final List<Trial> TRIALS =
      List.of(Sweeps.trial(1, 16, 300), Sweeps.trial(2, 16, 300), Sweeps.trial(3, 16, 300));
  static final Bundle BUNDLE =
      new Bundle(
          TrialId.bundle(TRIALS.stream().map(Trial::id).toList()), "dense", TRIALS, 10 * DISTANCE);
  static final Observation OBSERVATION =
      Observation.DEFAULT.withSaving(
          rules -> new Saving(List.of("memorized"), List.of(10L), true, Saving.Format.NPZ));

  private static final List<Column> AXES =
      List.of(MetricColumns.ofAxis("model.width", Column.Type.LONG));
  static final SweepPlan PLAN = new SweepPlan("s0123", "test", AXES, OBSERVATION, List.of(BUNDLE));

  /** Trials that began at their first step, and those that went on from a state. */
  final List<TrialId> begun = new ArrayList<>();

  final List<TrialId> resumed = new ArrayList<>();

  private final Path folder;
  private final Path undisturbed;

  private final SweepPlan plan;
  private final Bundle bundle;
  private final double distance;

  /** Three trials of the dense engine. */
  CheckpointedBundle(Path folder, Path undisturbed) {
    this(folder, undisturbed, PLAN, DISTANCE);
  }

  /**
   * @param plan of one bundle
   * @param distance between two states, however many parameters they have
   */
  CheckpointedBundle(Path folder, Path undisturbed, SweepPlan plan, double distance) {
    this.folder = folder;
    this.undisturbed = undisturbed;
    this.plan = plan;
    this.bundle = plan.bundles().get(0);
    this.distance = distance;
  }

  String id() {
    return bundle.id();
  }

  /** An attempt that is interrupted once so many further parts are there. */
  AttemptResult attempt(String name, int parts, Set<TrialId> skip) throws IOException {
    return attempt(name, new Watch(parts), skip, plan.observation());
  }

  AttemptResult attempt(String name, AttemptWatch watch, Set<TrialId> skip, Observation observation)
      throws IOException {
    return new BundleAttempt(context(skip, observation), Sweeps.directory(folder), name)
        .run(bundle, watch);
  }

  AttemptWatch uninterrupted() {
    return new Watch(Integer.MAX_VALUE);
  }

  private RunContext context(Set<TrialId> skip, Observation observation) {
    return new RunContext(
        folder.toString(),
        "d1",
        plan.sweepId(),
        plan.axisColumns(),
        observation,
        Double.POSITIVE_INFINITY,
        skip,
        distance,
        Map.of(),
        this::trainer);
  }

  private TrialTrainer trainer(String engine) {
    TrialTrainer real = new EngineTrainers().trainer(engine);
    return new TrialTrainer() {
      @Override
      public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        return real.train(trial, observation, noting(List.of(trial), host));
      }

      @Override
      public List<List<Trial>> groups(List<Trial> trials) {
        return real.groups(trials);
      }

      @Override
      public List<TrialOutcome> trainGroup(
          List<Trial> trials, Observation observation, TrialHost host)
          throws IOException, InterruptedException {
        return real.trainGroup(trials, observation, noting(trials, host));
      }

      @Override
      public String numericsFingerprint() {
        return real.numericsFingerprint();
      }
    };
  }

  private TrialHost noting(List<Trial> trials, TrialHost host) {
    Checkpoints noting = new NotingCheckpoints(trials, host.checkpoints());
    return new TrialHost(host.sink(), host.watch(), noting, host.weights());
  }

  private final class NotingCheckpoints extends ForwardingCheckpoints {

    private final List<Trial> trials;

    NotingCheckpoints(List<Trial> trials, Checkpoints checkpoints) {
      super(checkpoints);
      this.trials = trials;
    }

    @Override
    public boolean restore(MetricSink rows, StateReader state) throws IOException {
      boolean restored = super.restore(rows, state);
      trials.forEach(trial -> (restored ? resumed : begun).add(trial.id()));
      return restored;
    }

    @Override
    public double distanceFlops(long parameters) {
      return Math.min(distance, super.distanceFlops(parameters));
    }
  }

  void assertSameAsUndisturbed(Set<TrialId> skip) throws IOException {
    SweepDirectory directory = Sweeps.directory(undisturbed);
    RunContext context =
        new RunContext(
            undisturbed.toString(),
            "d1",
            plan.sweepId(),
            plan.axisColumns(),
            plan.observation(),
            Double.POSITIVE_INFINITY,
            skip,
            RunOptions.CHECKPOINT_FLOPS,
            Map.of(),
            new EngineTrainers());
    assertThat(
            new BundleAttempt(context, directory, "u")
                .run(bundle, new Watch(Integer.MAX_VALUE))
                .end())
        .isEqualTo(End.COMMITTED);
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
    if (plan.observation().saving().keepsWeights()) {
      assertSameWeights();
    }
  }

  private void assertSameWeights() throws IOException {
    List<String> models = Sweeps.files(undisturbed.resolve("models"));
    assertThat(models).hasSizeGreaterThan(3);
    assertThat(Sweeps.files(folder.resolve("models"))).isEqualTo(models);
    for (String model : models) {
      assertThat(folder.resolve("models").resolve(model))
          .hasSameBinaryContentAs(undisturbed.resolve("models").resolve(model));
    }
  }

  List<Path> parts() throws IOException {
    Path checkpoints = folder.resolve("_checkpoints/" + bundle.id());
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.sorted().toList();
    }
  }

  /** Interrupts an attempt once so many further parts are there. */
  private class Watch implements AttemptWatch {

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
