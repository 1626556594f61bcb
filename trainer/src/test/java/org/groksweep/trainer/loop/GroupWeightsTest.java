package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.groksweep.trainer.DeepLinearSpecs;
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
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;

/** Weights of trials that an engine of groups trains. */
class GroupWeightsTest {

  private static final Phase[] PHASES = {
    DeepLinearSpecs.phase(
        "learn", 3000, 0.15, List.of(DeepLinearSpecs.LEARNED), List.of("learned")),
    DeepLinearSpecs.phase("wait", 400, 0.3, List.of(), List.of())
  };

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
    lockstep.forEach(
        (name, weights) -> {
          for (int i = 0; i < weights.tensors().size(); i++) {
            assertThat(weights.tensors().get(i).values())
                .as(name)
                .containsExactly(
                    dense.get(name).tensors().get(i).values(),
                    org.assertj.core.data.Offset.offset(1e-6));
          }
        });
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
