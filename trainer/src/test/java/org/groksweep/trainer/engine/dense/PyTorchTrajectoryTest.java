package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.Phase.OptimizerState;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Schedule;
import org.groksweep.trainer.spec.Schedule.Decay;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dense engine against PyTorch: same draws, same numbers at every step. The script that made
 * the resource stands beside it; it derives weights, split and batches from the documented
 * addresses on its own.
 */
class PyTorchTrajectoryTest {

  private static final String RESOURCE = "pytorch_trajectories.csv";

  /**
   * Two float64 programs differ by the order of their sums: 1e-16 per operation, grown over 60 to
   * 80 steps by at most a few powers of ten.
   */
  private static final double FLOAT64_TOLERANCE = 1e-10;

  /** The same for float32, whose rounding is 5e8 times that of float64. */
  private static final double FLOAT32_TOLERANCE = 5e-3;

  private static final int ACCURACY_COLUMNS_FROM = 3;
  private static final int ACCURACY_COLUMNS_TO = 5;

  /** A spec and the name of its trajectory. */
  private record Case(String name, TrialSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "momentum-l2-relu",
            spec(
                model(2, Activation.RELU, Initialization.PYTORCH, Biases.ALL, 1),
                Loss.CROSS_ENTROPY,
                new Sgd(0.9, true),
                Batching.FULL,
                1,
                phase("train", 60, 30, 0.05, Schedule.NONE, 0, 0.01))),
        new Case(
            "adam-l2-tanh-shuffled",
            spec(
                model(3, Activation.TANH, Initialization.XAVIER_UNIFORM, Biases.ALL, 1),
                Loss.CROSS_ENTROPY,
                adam(true),
                new Batching(8, Sampling.SHUFFLED),
                2,
                phase("train", 60, 30, 0.01, Schedule.NONE, 0, 0.02))),
        new Case(
            "adamw-gelu-cosine",
            spec(
                model(3, Activation.GELU, Initialization.KAIMING_NORMAL, Biases.ALL, 1),
                Loss.MEAN_SQUARED_ERROR,
                adam(true),
                Batching.FULL,
                3,
                phase("train", 60, 30, 0.02, new Schedule(10, Decay.COSINE, 0.1), 0.3, 0))),
        new Case(
            "adamw-l2-quadratic-replacement",
            spec(
                model(2, Activation.QUADRATIC, Initialization.PYTORCH, Biases.ALL, 1),
                Loss.HALF_SQUARED_ERROR,
                adam(false),
                new Batching(8, Sampling.WITH_REPLACEMENT),
                4,
                phase("train", 60, 30, 0.005, Schedule.NONE, 0.5, 0.01))),
        new Case(
            "sgd-linear-hidden-biases",
            spec(
                model(4, Activation.LINEAR, Initialization.XAVIER_UNIFORM, Biases.HIDDEN, 1),
                Loss.HALF_SQUARED_ERROR,
                new Sgd(0, true),
                Batching.FULL,
                5,
                phase("train", 60, 40, 0.1, Schedule.NONE, 0, 0.001))),
        new Case(
            "two-phases-reset-relu",
            spec(
                model(3, Activation.RELU, Initialization.PYTORCH, Biases.NONE, 2),
                Loss.CROSS_ENTROPY,
                adam(true),
                new Batching(10, Sampling.SHUFFLED),
                -6,
                phase("one", 40, 30, 0.01, Schedule.NONE, 0.2, 0),
                phase("two", 40, 20, 0.01, Schedule.NONE, 0.2, 0))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float64FollowsPyTorchAtEveryStep(Case each) throws IOException {
    assertThat(worstDifference(each, Precision.FLOAT64, true)).isLessThan(FLOAT64_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32StaysNearPyTorchsFloat64(Case each) throws IOException {
    assertThat(worstDifference(each, Precision.FLOAT32, false)).isLessThan(FLOAT32_TOLERANCE);
  }

  /** The tolerance tells a wrong rule: coupled decay for decoupled moves the loss far beyond it. */
  @ParameterizedTest
  @EnumSource(value = Precision.class)
  void decayInTheWrongPlaceIsOutsideTheTolerance(Precision precision) throws IOException {
    Case right = cases().filter(each -> each.name.equals("adamw-gelu-cosine")).findFirst().get();
    Phase phase = right.spec.phases().get(0);
    Phase coupled = TestSpecs.withRates(phase, phase.learningRate(), 0, phase.weightDecay());
    Case wrong = new Case(right.name, TestSpecs.withPhases(right.spec, coupled));
    assertThat(worstDifference(wrong, precision, false)).isGreaterThan(10 * FLOAT32_TOLERANCE);
  }

  /** Largest difference over all steps and columns, relative to max(|expected|, 1e-3). */
  private static double worstDifference(Case each, Precision precision, boolean accuracies)
      throws IOException {
    List<double[]> expected = trajectories().get(each.name);
    List<double[]> actual = train(TestSpecs.withPrecision(each.spec, precision));
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int row = 0; row < expected.size(); row++) {
      for (int column = 0; column < expected.get(row).length; column++) {
        boolean accuracy = column >= ACCURACY_COLUMNS_FROM && column < ACCURACY_COLUMNS_TO;
        if (accuracies || !accuracy) {
          double right = expected.get(row)[column];
          double difference = Math.abs(actual.get(row)[column] - right);
          worst = Math.max(worst, difference / Math.max(Math.abs(right), 1e-3));
        }
      }
    }
    return worst;
  }

  private static List<double[]> train(TrialSpec spec) {
    List<double[]> rows = new ArrayList<>();
    try (Learner learner = new DenseEngine().learner(spec, TestSpecs.examples())) {
      for (int phase = 0; phase < spec.phases().size(); phase++) {
        learner.beginPhase(phase);
        rows.add(numbers(learner.measure()));
        for (long step = 0; step < spec.phases().get(phase).maxSteps(); step++) {
          learner.step();
          rows.add(numbers(learner.measure()));
        }
      }
    }
    return rows;
  }

  private static double[] numbers(Measurement measured) {
    return new double[] {
      measured.trainLoss(),
      measured.testLoss().orElseThrow(),
      measured.objective(),
      measured.trainAccuracy().orElseThrow(),
      measured.testAccuracy().orElseThrow(),
      measured.weightNorm(),
      measured.gradientNorm(),
      measured.logitNorm()
    };
  }

  private static Map<String, List<double[]>> trajectories() throws IOException {
    Map<String, List<double[]>> found = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PyTorchTrajectoryTest.class.getResourceAsStream(RESOURCE),
                StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        double[] numbers = new double[fields.length - 2];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Double.parseDouble(fields[i + 2]);
        }
        found.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(numbers);
      }
    }
    return found;
  }

  private static TrialSpec spec(
      MultiLayerPerceptron model,
      Loss loss,
      OptimizerSpec optimizer,
      Batching batching,
      long seed,
      Phase... phases) {
    return new TrialSpec(
        TestSpecs.TASK,
        model,
        loss,
        optimizer,
        batching,
        Precision.FLOAT64,
        List.of(phases),
        List.of(),
        SeedStreams.of(seed));
  }

  private static MultiLayerPerceptron model(
      int depth, Activation activation, Initialization scheme, Biases biases, double initScale) {
    return new MultiLayerPerceptron(
        depth, 16, activation, biases, scheme, 1, initScale, InitScaleOn.ALL, 1);
  }

  private static OptimizerSpec adam(boolean decayBiases) {
    return new Adam(0.9, 0.98, 1e-8, decayBiases);
  }

  private static Phase phase(
      String name,
      long steps,
      int trainExamples,
      double learningRate,
      Schedule schedule,
      double weightDecay,
      double l2) {
    return new Phase(
        name,
        steps,
        trainExamples,
        trainExamples / 49.0,
        TestSet.COMPLEMENT,
        learningRate,
        schedule,
        weightDecay,
        l2,
        OptimizerState.RESET,
        BatchStream.CONTINUE);
  }
}
