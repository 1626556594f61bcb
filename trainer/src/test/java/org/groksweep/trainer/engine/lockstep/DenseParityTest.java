package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same trial on both engines, over two phases of 100 steps, in double precision. */
class DenseParityTest {

  /** Relative, of every number of every row; a wrong factor or draw shows in the first digits. */
  private static final double AGREEMENT = 1e-9;

  static Stream<Batching> batchings() {
    return Stream.of(
        Batching.FULL,
        new Batching(5, Sampling.SHUFFLED),
        new Batching(4, Sampling.WITH_REPLACEMENT),
        new Batching(3, Sampling.FRESH));
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void everyRowAgrees(Batching batching) {
    for (Loss loss : List.of(Loss.HALF_SQUARED_ERROR, Loss.MEAN_SQUARED_ERROR)) {
      ReplicaSpecs specs = specs(batching, loss);
      assertThat(worstDifference(specs, specs)).isLessThan(AGREEMENT);
    }
  }

  @Test
  void aWrongDecayWouldShow() {
    ReplicaSpecs right = specs(Batching.FULL, Loss.HALF_SQUARED_ERROR);
    ReplicaSpecs wrong = specs(Batching.FULL, Loss.HALF_SQUARED_ERROR, 0.0101);
    assertThat(worstDifference(right, wrong)).isGreaterThan(1e-5);
  }

  private static ReplicaSpecs specs(Batching batching, Loss loss) {
    return specs(batching, loss, 0.01);
  }

  private static ReplicaSpecs specs(Batching batching, Loss loss, double weightDecay) {
    ReplicaSpecs specs = new ReplicaSpecs();
    specs.task =
        new LinearTeacher(List.of(1.0, 0.4), 2, 3, Data.SAMPLED, 23, Residual.VARIANCE, 0.3, 5);
    specs.model = ReplicaSpecs.random(4, 5);
    specs.batching = batching;
    specs.loss = loss;
    specs.l2 = 0.02;
    specs.weightDecay = weightDecay;
    specs.learningRate = 0.05;
    specs.phase("first", 100);
    specs.trainExamples = 14;
    specs.gradientNoise = 0.2;
    specs.startNoise = 0.05;
    return specs.phase("second", 100);
  }

  private static double worstDifference(ReplicaSpecs dense, ReplicaSpecs lockstep) {
    double worst = 0;
    try (Learner one = new DenseEngine().learner(dense.seed(3), dense.examples());
        Learner other = new LockstepEngine().learner(lockstep.seed(3), lockstep.examples())) {
      for (int phase = 0; phase < 2; phase++) {
        one.beginPhase(phase);
        other.beginPhase(phase);
        for (int step = 0; step <= 100; step++) {
          worst = Math.max(worst, RowDifference.worst(one.measure(), other.measure()));
          if (step < 100) {
            one.step();
            other.step();
          }
        }
      }
    }
    return worst;
  }
}
