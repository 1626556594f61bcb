package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.OneByOneEngine;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.engine.lockstep.LockstepEngine;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialSpec;
import org.groksweep.trainer.weights.SavedWeights;
import org.groksweep.trainer.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of trials that an engine of groups trains. */
class GroupWeightsTest {

  private static final Phase[] PHASES = {
    DeepLinearSpecs.phase(
        "learn", 3000, 0.15, List.of(DeepLinearSpecs.LEARNED), List.of("learned")),
    DeepLinearSpecs.phase("wait", 400, 0.3, List.of(), List.of())
  };

  @TempDir private Path folder;

  private static final Observation OBSERVATION =
      new Observation(
          new Recording(List.of(new Recording.Every(150)), Recording.DEFAULT_MAX_EVALUATION_SHARE),
          List.of(new PassageRule("fitted", "train_loss", Direction.BELOW, 0.2, 1)),
          List.of(),
          new Saving(List.of("fitted"), List.of(0L, 7L, 1_000_000L), true, Saving.Format.NPZ));

  @Test
  void areThoseThatTheTrialsOwnLoopSaves() throws Exception {
    for (long seed = 0; seed < 3; seed++) {
      Trial trial = DeepLinearSpecs.trial(DeepLinearSpecs.chain(seed, PHASES));
      Map<String, Weights> single = saved(new DenseEngine(), trial);
      assertThat(single).containsOnlyKeys("step0", "step7", "fitted", "final");
      assertThat(saved(new OneByOneEngine(OptionalLong.empty()), trial))
          .usingRecursiveComparison()
          .isEqualTo(single);
    }
  }

  @Test
  void theLockstepEngineSavesThemToo() throws Exception {
    Trial trial = DeepLinearSpecs.trial(DeepLinearSpecs.chain(0, PHASES));
    Map<String, Weights> dense = saved(new DenseEngine(), trial);
    Map<String, Weights> lockstep = saved(new LockstepEngine(), trial);
    assertThat(lockstep.keySet()).isEqualTo(dense.keySet());
    lockstep.forEach((name, weights) -> assertNear(name, weights, dense.get(name)));
  }

  private static void assertNear(String name, Weights actual, Weights expected) {
    for (int i = 0; i < expected.tensors().size(); i++) {
      assertThat(actual.tensors().get(i).values())
          .as(name)
          .containsExactly(expected.tensors().get(i).values(), Offset.offset(1e-6));
    }
  }

  /** Half-way weights of another seed; noise is a seed's own, so the trials part from there. */
  @Test
  void aGroupBeginsAtSavedWeightsAsTheDenseEngineDoes() throws Exception {
    Trial pretraining = DeepLinearSpecs.trial(DeepLinearSpecs.chain(9, PHASES));
    Start.Saved start =
        written(saved(new LockstepEngine(), pretraining).get("step7"), pretraining.spec());
    List<Trial> trials = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      trials.add(
          DeepLinearSpecs.trial(TestSpecs.withStart(DeepLinearSpecs.chain(seed, PHASES), start)));
    }
    Map<String, Weights> group = new LinkedHashMap<>();
    TrialHost host =
        new TrialHost(
            (trial, row) -> {},
            TrialWatch.NONE,
            Checkpoints.NONE,
            (trial, name, weights) -> group.put(trial.spec().seeds().seed() + name, weights));
    new GroupRunner(new LockstepEngine(), ModelFamilies.load(), Probes.load())
        .run(trials, DeepLinearSpecs.examples(trials.get(0).spec()), OBSERVATION, host);
    for (Trial trial : trials) {
      assertThat(group.get(trial.spec().seeds().seed() + "step0"))
          .isEqualTo(SavedWeights.read(start));
      saved(new LockstepEngine(), trial)
          .forEach(
              (name, weights) ->
                  assertThat(group.get(trial.spec().seeds().seed() + name)).isEqualTo(weights));
      saved(new DenseEngine(), trial)
          .forEach(
              (name, weights) ->
                  assertNear(name, group.get(trial.spec().seeds().seed() + name), weights));
    }
  }

  private Start.Saved written(Weights weights, TrialSpec spec) throws Exception {
    Path file = folder.resolve("start.npz");
    WeightsFile.write(file, weights, spec, Saving.Format.NPZ);
    return new Start.Saved(file.toString(), SavedWeights.fingerprint(weights));
  }

  private static Map<String, Weights> saved(Engine engine, Trial trial) throws Exception {
    Map<String, Weights> saved = new LinkedHashMap<>();
    TrialHost host =
        new TrialHost(
            (same, row) -> {},
            TrialWatch.NONE,
            Checkpoints.NONE,
            (same, name, weights) -> assertThat(saved.put(name, weights)).as(name).isNull());
    TrialOutcome outcome =
        new TrialRunner(engine, ModelFamilies.load(), Probes.load())
            .run(trial, DeepLinearSpecs.examples(trial.spec()), OBSERVATION, host);
    assertThat(outcome.status().isResult()).isTrue();
    return saved;
  }
}
