package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every parameter against central differences, for every kind of network. */
class GradientTest {

  private static final double STEP = 1e-5;

  /**
   * A central difference errs by STEP²/6 times the third derivative, about 2e-11 of a loss of order
   * 1, and by its rounding 1e-16/STEP = 1e-11; a relu whose kink lies within STEP is avoided by the
   * random biases. The gradients are of order 1e-3 to 1; a deep quadratic network's are larger, and
   * its tolerance with them.
   */
  private static final double TOLERANCE = 1e-8;

  static Stream<TrialSpec> specs() {
    List<TrialSpec> specs = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (Loss loss : Loss.values()) {
        for (Biases biases : Biases.values()) {
          for (int depth = 1; depth <= 4; depth++) {
            specs.add(spec(depth, activation, loss, biases));
          }
        }
      }
    }
    return specs.stream();
  }

  private static TrialSpec spec(int depth, Activation activation, Loss loss, Biases biases) {
    // Scale 2 makes the activations curve.
    MultiLayerPerceptron model =
        new MultiLayerPerceptron(
            depth, 5, activation, biases, Initialization.PYTORCH, 1, 2, InitScaleOn.ALL, 1);
    TrialSpec spec = TestSpecs.withPrecision(TestSpecs.SPEC, Precision.FLOAT64);
    return TestSpecs.withLoss(TestSpecs.withModel(spec, model), loss);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyPartialDerivativeIsTheCentralDifference(TrialSpec spec) {
    DenseLearner<double[]> learner = learner(spec);
    learner.measure();
    double[] gradient = learner.gradient().clone();
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(Math.abs(difference(learner, i) - gradient[i]))
          .as("parameter %d of %s", i, spec.model())
          .isLessThan(TOLERANCE * Math.max(1, largest));
    }
  }

  /** The tolerance sees an error of one part in a thousand in any gradient of usual size. */
  @Test
  void aGradientThatIsWrongByAThousandthIsSeen() {
    DenseLearner<double[]> learner =
        learner(spec(3, Activation.TANH, Loss.CROSS_ENTROPY, Biases.ALL));
    learner.measure();
    double[] gradient = learner.gradient().clone();
    int seen = 0;
    for (int i = 0; i < gradient.length; i++) {
      double wrong = 1.001 * gradient[i];
      seen += Math.abs(difference(learner, i) - wrong) > TOLERANCE ? 1 : 0;
    }
    assertThat(seen).isGreaterThan(gradient.length * 9 / 10);
  }

  @Test
  void theGradientNormIsThatOfTheObjective() {
    TrialSpec spec = spec(2, Activation.TANH, Loss.CROSS_ENTROPY, Biases.ALL);
    Phase penalized = TestSpecs.withRates(TestSpecs.PHASE, 0.1, 0, 0.3);
    DenseLearner<double[]> learner = learner(TestSpecs.withPhases(spec, penalized));
    double norm = learner.measure().gradientNorm();
    double squares = 0;
    for (int i = 0; i < learner.parameters().length; i++) {
      double derivative = objectiveDifference(learner, i);
      squares += derivative * derivative;
    }
    assertThat(Math.abs(norm / Math.sqrt(squares) - 1)).isLessThan(1e-8);
  }

  private static double difference(DenseLearner<double[]> learner, int i) {
    return centralDifference(learner, i, false);
  }

  private static double objectiveDifference(DenseLearner<double[]> learner, int i) {
    return centralDifference(learner, i, true);
  }

  private static double centralDifference(
      DenseLearner<double[]> learner, int i, boolean withPenalty) {
    double[] parameters = learner.parameters();
    double here = parameters[i];
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      parameters[i] = here + (side == 0 ? -STEP : STEP);
      learner.parametersChanged();
      losses[side] = withPenalty ? learner.measure().objective() : learner.measure().trainLoss();
    }
    parameters[i] = here;
    learner.parametersChanged();
    return (losses[1] - losses[0]) / (2 * STEP);
  }

  private static DenseLearner<double[]> learner(TrialSpec spec) {
    DoubleArithmetic arithmetic =
        new DoubleArithmetic(BlasLibrary.ofProcess().routines(), Objective.MAX_ROWS);
    DenseLearner<double[]> learner = new DenseLearner<>(arithmetic, spec, TestSpecs.examples());
    learner.beginPhase(0);
    return learner;
  }
}
