package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.SeedStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers of 100 → 200 → 200 → 50: enough draws to know a variance to a few percent. */
class InitialParametersTest {

  private static final int FEATURES = 100;
  private static final int WIDTH = 200;
  private static final int OUTPUTS = 50;

  /** Five standard errors of the variance of 10,000 Gaussians, √(2/10,000) each. */
  private static final double VARIANCE_TOLERANCE = 0.071;

  /** Variances: bound²/3 = 1/(3·fan_in) for pytorch, else as the scheme's documentation says. */
  @ParameterizedTest
  @CsvSource({
    "PYTORCH, 0.0033333333333333335, 0.0016666666666666668, 0.0016666666666666668",
    "KAIMING_NORMAL, 0.02, 0.01, 0.005",
    "KAIMING_UNIFORM, 0.02, 0.01, 0.005",
    "XAVIER_NORMAL, 0.006666666666666667, 0.005, 0.008",
    "XAVIER_UNIFORM, 0.006666666666666667, 0.005, 0.008",
    "NORMAL, 0.09, 0.09, 0.09"
  })
  void theWeightsHaveTheSchemesVariance(
      Initialization scheme, double first, double second, double third) {
    double[] parameters = draw(scheme, 1, InitScaleOn.ALL, 1);
    double[] variances = {first, second, third};
    for (int index = 0; index < variances.length; index++) {
      Layer layer = layout().layers().get(index);
      double[] weights =
          Arrays.copyOfRange(parameters, layer.weights(), layer.weights() + layer.weightCount());
      double variance = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
      assertThat(Math.abs(variance / variances[index] - 1))
          .as("layer %d of %s", index, scheme)
          .isLessThan(VARIANCE_TOLERANCE);
    }
  }

  @Test
  void pytorchsUniformsFillTheirBounds() {
    double[] parameters = draw(Initialization.PYTORCH, 1, InitScaleOn.ALL, 1);
    Layer first = layout().layers().get(0);
    double largest =
        Arrays.stream(parameters, 0, first.weightCount()).map(Math::abs).max().orElseThrow();
    assertThat(largest).isBetween(0.0999, 0.1);
    double largestBias =
        Arrays.stream(parameters, first.bias(), first.bias() + WIDTH)
            .map(Math::abs)
            .max()
            .orElseThrow();
    assertThat(largestBias).isBetween(0.095, 0.1);
  }

  @Test
  void theOtherSchemesBeginWithoutBias() {
    double[] parameters = draw(Initialization.KAIMING_NORMAL, 1, InitScaleOn.ALL, 1);
    assertThat(Arrays.stream(parameters, layout().weightCount(), parameters.length))
        .allMatch(bias -> bias == 0);
  }

  @Test
  void initScaleMultipliesWhatItIsOn() {
    double[] plain = draw(Initialization.PYTORCH, 1, InitScaleOn.ALL, 1);
    double[] all = draw(Initialization.PYTORCH, 8, InitScaleOn.ALL, 1);
    double[] weights = draw(Initialization.PYTORCH, 8, InitScaleOn.WEIGHTS, 1);
    int bias = layout().weightCount();
    // A power of two scales exactly.
    for (int i = 0; i < plain.length; i++) {
      assertThat(all[i]).isEqualTo(8 * plain[i]);
      assertThat(weights[i]).isEqualTo(i < bias ? 8 * plain[i] : plain[i]);
    }
  }

  @Test
  void outputScaleMultipliesTheLastLayerAlone() {
    double[] plain = draw(Initialization.PYTORCH, 1, InitScaleOn.ALL, 1);
    double[] zero = draw(Initialization.PYTORCH, 1, InitScaleOn.ALL, 0);
    Layer last = layout().layers().get(2);
    for (int i = 0; i < plain.length; i++) {
      boolean inLast =
          (i >= last.weights() && i < last.weights() + last.weightCount()) || i >= last.bias();
      assertThat(Math.abs(zero[i])).isEqualTo(inLast ? 0 : Math.abs(plain[i]));
    }
  }

  private static double[] draw(
      Initialization scheme, double initScale, InitScaleOn on, double outputScale) {
    MultiLayerPerceptron model =
        new MultiLayerPerceptron(
            3, WIDTH, Activation.RELU, Biases.ALL, scheme, 0.3, initScale, on, outputScale);
    Layout layout = Layout.of(model, FEATURES, OUTPUTS);
    return new InitialParameters(model, layout, SeedStreams.of(3)).draw();
  }

  private static Layout layout() {
    MultiLayerPerceptron model =
        new MultiLayerPerceptron(
            3,
            WIDTH,
            Activation.RELU,
            Biases.ALL,
            Initialization.PYTORCH,
            1,
            1,
            InitScaleOn.ALL,
            1);
    return Layout.of(model, FEATURES, OUTPUTS);
  }
}
