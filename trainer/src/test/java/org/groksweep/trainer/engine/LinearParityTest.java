package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.linear.LinearTeacherFamily;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DeepLinear.Scheme;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.LinearTeacher.Data;
import org.groksweep.trainer.spec.LinearTeacher.Residual;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On deep linear networks all engines that can train a spec train one trajectory, at every step and
 * number.
 */
class LinearParityTest {

  private static final Logger LOG = LoggerFactory.getLogger(LinearParityTest.class);

  /** Programs that differ by the order of their sums, 1e-16 per operation, over 200 steps. */
  private static final double TOLERANCE = 1e-10;

  private static final long STEPS = 200;

  /**
   * @param byDl4j whether Deeplearning4j can do it, which knows no noise and no fresh examples
   */
  private record Case(String name, TrialSpec spec, boolean byDl4j) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    LinearTeacher population = teacher(Data.POPULATION, 6);
    LinearTeacher sampled = teacher(Data.SAMPLED, 24);
    Batching shuffled = new Batching(5, Sampling.SHUFFLED);
    Batching replaced = new Batching(4, Sampling.WITH_REPLACEMENT);
    Batching fresh = new Batching(4, Sampling.FRESH);
    DeepLinear normal = new DeepLinear(3, 4, Scheme.NORMAL, 1, List.of(), 0);
    DeepLinear modes = new DeepLinear(2, 4, Scheme.MODES, 1, List.of(0.5, 0.1), 0.01);
    return Stream.of(
        new Case("population, full, l2", spec(population, normal, Batching.FULL, 0, 0.05, 0), true),
        new Case("shuffled minibatches", spec(sampled, normal, shuffled, 0, 0.01, 0), true),
        new Case("with replacement", spec(sampled, modes, replaced, 0.02, 0.01, 0), true),
        new Case("gradient noise", spec(population, modes, Batching.FULL, 0, 0.1, 0.04), false),
        new Case("minibatches and noise", spec(sampled, normal, shuffled, 0, 0, 0.01), false),
        new Case("fresh examples", spec(population, normal, fresh, 0, 0.01, 0), false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enginesAgreeInFloat64(Case each) {
    EngineTable engines = EngineTable.load();
    List<double[]> dense = trajectory(engines.engine("dense"), each.spec());
    assertThat(dense).hasSize((int) STEPS + 1);
    List<String> others =
        engines.names().stream()
            .filter(name -> !name.equals("dense") && engines.engine(name).supports(each.spec()))
            .toList();
    assertThat(others.contains("dl4j")).isEqualTo(each.byDl4j());
    for (String name : others) {
      double worst = worstDifference(dense, trajectory(engines.engine(name), each.spec()));
      LOG.info("{}: {} from dense by {}", each, name, worst);
      assertThat(worst).as(name).isLessThan(TOLERANCE);
    }
    // The trajectory goes somewhere, so that agreement means something.
    assertThat(dense.get((int) STEPS)[1]).isNotCloseTo(dense.get(0)[1], percent());
  }

  private static org.assertj.core.data.Percentage percent() {
    return org.assertj.core.data.Percentage.withPercentage(1);
  }

  private static List<double[]> trajectory(Engine engine, TrialSpec spec) {
    assertThat(engine.supports(spec)).as(engine.name()).isTrue();
    Examples examples = new LinearTeacherFamily().examples(spec.task());
    List<double[]> rows = new ArrayList<>();
    try (Learner learner = engine.learner(spec, examples)) {
      learner.beginPhase(0);
      rows.add(numbers(learner));
      for (long step = 0; step < STEPS; step++) {
        learner.step();
        rows.add(numbers(learner));
      }
    }
    return rows;
  }

  private static double[] numbers(Learner learner) {
    Measurement measured = learner.measure();
    List<Double> numbers = new ArrayList<>();
    numbers.add(measured.trainLoss());
    numbers.add(measured.weightNorm());
    numbers.add(measured.objective());
    numbers.add(measured.gradientNorm());
    numbers.add(measured.logitNorm());
    numbers.addAll(measured.layerWeightNorms());
    for (Weights.Tensor tensor : learner.weights().tensors()) {
      for (double value : tensor.values()) {
        numbers.add(value);
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Largest difference over all steps and numbers, relative to numbers above 1. */
  private static double worstDifference(List<double[]> expected, List<double[]> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int row = 0; row < expected.size(); row++) {
      assertThat(actual.get(row)).hasSameSizeAs(expected.get(row));
      for (int i = 0; i < expected.get(row).length; i++) {
        double right = expected.get(row)[i];
        double difference = Math.abs(actual.get(row)[i] - right);
        worst = Math.max(worst, difference / Math.max(Math.abs(right), 1));
      }
    }
    return worst;
  }

  private static LinearTeacher teacher(Data data, int examples) {
    return new LinearTeacher(
        List.of(0.9, 0.5, 0.2), 4, 3, data, examples, Residual.UNIT_OUTPUT, 0, 7);
  }

  private static TrialSpec spec(
      LinearTeacher task,
      DeepLinear model,
      Batching batching,
      double weightDecay,
      double l2,
      double gradientNoise) {
    int available = new LinearTeacherFamily().examples(task).available();
    Phase phase =
        new Phase(
            "train",
            STEPS,
            available,
            1,
            TestSet.HOLD_OUT,
            0.05,
            Schedule.NONE,
            weightDecay,
            l2,
            Phase.OptimizerState.KEEP,
            Phase.BatchStream.CONTINUE,
            gradientNoise,
            0,
            List.of(),
            List.of(),
            STEPS);
    TrialSpec base = TestSpecs.SPEC;
    return new TrialSpec(
        task,
        model,
        Loss.HALF_SQUARED_ERROR,
        new Sgd(0, true),
        batching,
        Precision.FLOAT64,
        List.of(phase),
        base.stopRules(),
        SeedStreams.of(3));
  }
}
