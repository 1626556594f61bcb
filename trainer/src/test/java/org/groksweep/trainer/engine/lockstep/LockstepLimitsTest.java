package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.groksweep.trainer.engine.lockstep.FactoredGroupTest.CLASSES;
import static org.groksweep.trainer.engine.lockstep.FactoredGroupTest.MATRIX;
import static org.groksweep.trainer.engine.lockstep.FactoredGroupTest.specs;

import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

/** Which models of two factors are trained in lockstep, and what others are told. */
class LockstepLimitsTest {

  private static final LockstepEngine ENGINE = new LockstepEngine();

  @Test
  void smallModelsAreTrainedInLockstep() {
    assertThat(engineOf(CLASSES, Batching.FULL)).isEqualTo("lockstep");
    assertThat(engineOf(MATRIX, new Batching(3, Sampling.SHUFFLED))).isEqualTo("lockstep");
  }

  @Test
  void largeOnesAreTrainedOneByOne() {
    TaskSpec wide = new SeparableClassification(Kind.SPARSE, 200_000, 20, 9, 3, 2, 1);
    assertThat(engineOf(new MatrixCompletion(17), Batching.FULL)).isEqualTo("factored");
    assertThat(engineOf(wide, Batching.FULL)).isEqualTo("factored");
    assertThatThrownBy(() -> engineOf(wide, new Batching(8, Sampling.SHUFFLED)))
        .hasMessage(
            "engine: none of [lockstep, factored, dense, dl4j] can train model.type diagonal;"
                + " lockstep asks for at most 4194304 numbers in the inputs of all examples, not"
                + " 5800000; factored asks for batch.sampling: full");
  }

  @Test
  void thereAreNoFreshExamplesOfAFiniteTask() {
    assertThat(ENGINE.obstacles(trial(CLASSES, new Batching(8, Sampling.FRESH))))
        .containsExactly("a batch.sampling other than fresh");
  }

  @Test
  void theLossIsWatchedUnderFullBatchesAlone() {
    assertThat(ENGINE.watchable(trial(MATRIX, Batching.FULL))).containsExactly("train_loss");
    ReplicaSpecs watching = specs(MATRIX, new Batching(3, Sampling.SHUFFLED), 0);
    watching.escapes = List.of(EscapeRule.atOnce("low", "train_loss", Direction.BELOW, 1));
    watching.phase("fit", 10);
    assertThat(ENGINE.obstacles(watching.seed(1))).containsExactly("no escapes");
  }

  private static String engineOf(TaskSpec task, Batching batching) {
    return EngineTable.load().nameFor(trial(task, batching), Optional.empty());
  }

  private static TrialSpec trial(TaskSpec task, Batching batching) {
    ReplicaSpecs specs = specs(task, batching, 0);
    specs.phase("fit", 10);
    return specs.seed(1);
  }
}
