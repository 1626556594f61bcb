package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.spec.Precision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On deep linear networks all engines that can train a spec train one trajectory, at every step and
 * number: lockstep and dense everywhere, Deeplearning4j where there is neither noise nor a fresh
 * example.
 */
class LinearParityTest {

  private static final EngineTable ENGINES = EngineTable.load();
  private static final Logger LOG = LoggerFactory.getLogger(LinearParityTest.class);

  /**
   * Programs that differ by the order of their sums, 1e-16 per operation, over 200 steps; a
   * gradient that has fallen to a thousandth of its terms has three digits fewer.
   */
  private static final double TOLERANCE = 1e-10;

  /** One step of a trial: what a row has, then all weights. */
  private record Step(List<Double> measured, List<Double> weights, double norm) {}

  static Stream<LinearCases.Case> cases() {
    return LinearCases.all(Precision.FLOAT64).stream();
  }

  static Stream<LinearCases.Case> casesOfDl4j() {
    return cases().filter(LinearCases.Case::isKnownToDl4j);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lockstepAgreesInFloat64(LinearCases.Case each) {
    List<Step> dense = assertAgreement(each, "lockstep");
    // The trajectory goes somewhere, so that agreement means something.
    assertThat(distance(dense.get(0), dense.get((int) LinearCases.STEPS))).isGreaterThan(0.02);
    assertThat(ENGINES.engine("dl4j").supports(each.spec())).isEqualTo(each.isKnownToDl4j());
  }

  @ParameterizedTest
  @Tag("slow")
  @MethodSource("casesOfDl4j")
  void dl4jAgreesInFloat64(LinearCases.Case each) {
    assertAgreement(each, "dl4j");
  }

  private static List<Step> assertAgreement(LinearCases.Case each, String other) {
    List<Step> dense = trajectory(ENGINES.engine("dense"), each);
    double worst = worstDifference(dense, trajectory(ENGINES.engine(other), each));
    LOG.info("{}: {} from dense by {}", each, other, worst);
    assertThat(worst).isLessThan(TOLERANCE);
    return dense;
  }

  /** Of the weights, relative to their norm. */
  private static double distance(Step from, Step to) {
    double squares = 0;
    for (int i = 0; i < from.weights().size(); i++) {
      double moved = to.weights().get(i) - from.weights().get(i);
      squares += moved * moved;
    }
    return Math.sqrt(squares) / from.norm();
  }

  private static List<Step> trajectory(Engine engine, LinearCases.Case each) {
    List<Step> steps = new ArrayList<>();
    try (Learner learner = engine.learner(each.spec(), each.examples())) {
      learner.beginPhase(0);
      steps.add(look(learner));
      for (long step = 0; step < LinearCases.STEPS; step++) {
        learner.step();
        steps.add(look(learner));
      }
    }
    return steps;
  }

  private static Step look(Learner learner) {
    Measurement row = learner.measure();
    List<Double> measured = new ArrayList<>();
    measured.add(row.trainLoss());
    row.testLoss().ifPresent(measured::add);
    measured.add(row.objective());
    measured.add(row.weightNorm());
    measured.add(row.gradientNorm());
    measured.add(row.logitNorm());
    measured.addAll(row.layerWeightNorms());
    List<Double> weights = new ArrayList<>();
    for (Weights.Tensor tensor : learner.weights().tensors()) {
      for (double value : tensor.values()) {
        weights.add(value);
      }
    }
    return new Step(measured, weights, row.weightNorm());
  }

  /** Over all steps, relative to each measured number, and of a weight to the norm of all. */
  private static double worstDifference(List<Step> expected, List<Step> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int row = 0; row < expected.size(); row++) {
      Step right = expected.get(row);
      Step step = actual.get(row);
      assertThat(step.measured()).hasSameSizeAs(right.measured());
      assertThat(step.weights()).hasSameSizeAs(right.weights());
      for (int i = 0; i < right.measured().size(); i++) {
        double number = right.measured().get(i);
        worst = Math.max(worst, Math.abs(step.measured().get(i) - number) / Math.abs(number));
      }
      for (int i = 0; i < right.weights().size(); i++) {
        double difference = Math.abs(step.weights().get(i) - right.weights().get(i));
        worst = Math.max(worst, difference / right.norm());
      }
    }
    return worst;
  }
}
