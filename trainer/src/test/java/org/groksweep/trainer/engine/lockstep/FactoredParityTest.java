package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.factored.FactoredEngine;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TaskSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The same trial one by one and in lanes, over 200 steps, in double precision. */
class FactoredParityTest {

  private static final Logger LOG = LoggerFactory.getLogger(FactoredParityTest.class);

  /** Relative, of every number of every row; a wrong factor shows in the first digits. */
  private static final double AGREEMENT = 1e-9;

  private static final int STEPS = 200;

  static Stream<ReplicaSpecs> specs() {
    SeparableClassification sparse = new SeparableClassification(Kind.SPARSE, 30, 25, 40, 3, 1, 2);
    SeparableClassification dense =
        new SeparableClassification(Kind.LARGE_MARGIN, 7, 12, 9, 3, 2, 1);
    return Stream.of(
        of(sparse, 20, Loss.CROSS_ENTROPY),
        of(sparse, 25, Loss.CROSS_ENTROPY),
        of(dense, 9, Loss.CROSS_ENTROPY),
        of(dense, 9, Loss.HALF_SQUARED_ERROR),
        of(dense, 12, Loss.MEAN_SQUARED_ERROR),
        of(new MatrixCompletion(5), 9, Loss.HALF_SQUARED_ERROR),
        of(new MatrixCompletion(12), 60, Loss.MEAN_SQUARED_ERROR),
        of(new MatrixCompletion(3), 9, Loss.MEAN_SQUARED_ERROR));
  }

  private static ReplicaSpecs of(TaskSpec task, int trainExamples, Loss loss) {
    boolean matrix = task instanceof MatrixCompletion;
    ReplicaSpecs specs =
        ReplicaKinds.of(
            task, matrix ? ReplicaKinds.MATRIX : ReplicaKinds.DIAGONAL, Batching.FULL, 0);
    specs.trainExamples = trainExamples;
    specs.loss = loss;
    return specs;
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyRowAgrees(ReplicaSpecs specs) {
    double worst = worstDifference(specs, 0.01);
    LOG.info("{}, {}: lockstep from factored by {}", specs.task, specs.loss, worst);
    assertThat(worst).isLessThan(AGREEMENT);
  }

  @Test
  void aWrongDecayWouldShow() {
    specs().forEach(specs -> assertThat(worstDifference(specs, 0.0101)).isGreaterThan(1e-6));
  }

  private static double worstDifference(ReplicaSpecs specs, double otherDecay) {
    try (Learner one = begun(new FactoredEngine(), specs, 0.01);
        Learner other = begun(new LockstepEngine(), specs, otherDecay)) {
      double worst = 0;
      for (int step = 0; step < STEPS; step++) {
        worst = Math.max(worst, RowDifference.worst(one.measure(), other.measure()));
        one.step();
        other.step();
      }
      return worst;
    }
  }

  private static Learner begun(Engine engine, ReplicaSpecs specs, double decay) {
    ReplicaSpecs copy = ReplicaKinds.of(specs.task, specs.model, Batching.FULL, 0);
    copy.trainExamples = specs.trainExamples;
    copy.loss = specs.loss;
    copy.weightDecay = decay;
    copy.phase("train", STEPS);
    assertThat(engine.supports(copy.seed(3))).isTrue();
    Learner learner = engine.learner(copy.seed(3), copy.examples());
    learner.beginPhase(0);
    return learner;
  }
}
