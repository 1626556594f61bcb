package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.junit.jupiter.api.Test;

/**
 * Update rules on two parameters, a weight 1 and a bias 2, with gradients 0.5 and −1, worked by
 * hand; η = 0.1 throughout.
 */
class UpdateRuleTest {

  /** A few roundings of numbers of order 1. */
  private static final double TOLERANCE = 4e-16;

  private static final double LEARNING_RATE = 0.1;
  private static final double[] GRADIENT = {0.5, -1};
  private static final Layout LAYOUT = new Layout(List.of(new Layer(1, 1, 0, 1, true)), 1, 2);

  /** w − 0.1·g: 1 − 0.05 and 2 + 0.1. */
  @Test
  void plainDescentStepsAgainstTheGradient() {
    assertThat(after(new Sgd(0, true), 1, 0, 0)).satisfies(near(0.95, 2.1));
  }

  /** Decay 0.5 in any of its two places adds 0.1·0.5·w = 0.05·w: 0.95 − 0.05 and 2.1 − 0.1. */
  @Test
  void underPlainDescentBothDecaysAreTheSame() {
    assertThat(after(new Sgd(0, true), 1, 0.5, 0)).satisfies(near(0.90, 2.0));
    assertThat(after(new Sgd(0, true), 1, 0, 0.5)).satisfies(near(0.90, 2.0));
    assertThat(after(new Sgd(0, true), 1, 0.25, 0.25)).satisfies(near(0.90, 2.0));
  }

  /** The bias does without: 2.1. */
  @Test
  void biasesAreSparedWhereTheyDoNotDecay() {
    assertThat(after(new Sgd(0, false), 1, 0.25, 0.25)).satisfies(near(0.90, 2.1));
    assertThat(after(new Sgd(0.9, false), 1, 0.25, 0.25)).satisfies(near(0.90, 2.1));
  }

  /**
   * Momentum 0.9, two updates: v₁ = g, v₂ = 0.9 g + g = 1.9 g, so w − 0.1·2.9·g: 1 − 0.145 and 2 +
   * 0.29.
   */
  @Test
  void momentumAddsUp() {
    assertThat(after(new Sgd(0.9, true), 2, 0, 0)).satisfies(near(0.855, 2.29));
  }

  /**
   * The coupled decay goes through the momentum, the decoupled does not. Weight, l2 = 0.5: v₁ = 0.5
   * + 0.5·1 = 1, w₁ = 0.9; v₂ = 0.9 + 0.5 + 0.45 = 1.85, w₂ = 0.9 − 0.185 = 0.715. Weight,
   * weightDecay = 0.5: v₁ = 0.5, w₁ = 1 − 0.1·(0.5 + 0.5) = 0.9; v₂ = 0.95, w₂ = 0.9 − 0.1·(0.95 +
   * 0.45) = 0.76. Bias, l2: v₁ = −1 + 1 = 0, w₁ = 2; v₂ = 0, w₂ = 2. Bias, weightDecay: v₁ = −1, w₁
   * = 2 − 0.1·(−1 + 1) = 2; v₂ = −1.9, w₂ = 2 − 0.1·(−1.9 + 1) = 2.09.
   */
  @Test
  void onlyCoupledDecayGoesThroughTheMomentum() {
    assertThat(after(new Sgd(0.9, true), 2, 0, 0.5)).satisfies(near(0.715, 2.0));
    assertThat(after(new Sgd(0.9, true), 2, 0.5, 0)).satisfies(near(0.76, 2.09));
  }

  /**
   * Adam's first corrected step has the size |g| / (|g| + ε) whatever the gradient: with ε = 0.5, 1
   * − 0.1·0.5/1.0 = 0.95 and 2 + 0.1·1/1.5 = 2.0666….
   */
  @Test
  void adamsFirstStepIsTheGradientsSign() {
    Adam adam = new Adam(0.9, 0.99, 0.5, true);
    assertThat(after(adam, 1, 0, 0)).satisfies(near(0.95, 2 + 0.1 / 1.5));
  }

  /**
   * Coupled decay changes the direction: l2 = 0.5 makes h = 1 and 0, so 1 − 0.1·1/1.5 and 2. The
   * decoupled one stands beside it: 0.95 − 0.1·0.5·1 and 2.0666… − 0.1·0.5·2.
   */
  @Test
  void adamsTwoDecaysDiffer() {
    Adam adam = new Adam(0.9, 0.99, 0.5, true);
    assertThat(after(adam, 1, 0, 0.5)).satisfies(near(1 - 0.1 / 1.5, 2));
    assertThat(after(adam, 1, 0.5, 0)).satisfies(near(0.90, 1.9 + 0.2 / 3));
    Adam spared = new Adam(0.9, 0.99, 0.5, false);
    assertThat(after(spared, 1, 0.5, 0.5)).satisfies(near(1 - 0.1 / 1.5 - 0.05, 2 + 0.1 / 1.5));
  }

  /**
   * Two equal gradients: m₂ = (1 − β₁²) g and v₂ = (1 − β₂²) g², so the corrections make every step
   * the same: twice that of the first.
   */
  @Test
  void adamsCorrectionsMakeEqualGradientsEqualSteps() {
    Adam adam = new Adam(0.9, 0.99, 0.5, true);
    assertThat(after(adam, 2, 0, 0)).satisfies(near(0.90, 2 + 0.2 / 1.5));
  }

  @Test
  void aResetForgetsMomentaAndCount() {
    for (OptimizerSpec spec : List.of(new Sgd(0.9, true), new Adam(0.9, 0.99, 0.5, true))) {
      DoubleArithmetic arithmetic = new DoubleArithmetic(BlasLibrary.java().routines(), 1);
      Optimizer<double[]> optimizer = new Optimizer<>(arithmetic, LAYOUT, spec);
      double[] thrownAway = {1, 2};
      optimizer.updateInPlace(thrownAway, GRADIENT, phase(0, 0), LEARNING_RATE);
      optimizer.reset();
      double[] parameters = {1, 2};
      optimizer.updateInPlace(parameters, GRADIENT, phase(0, 0), LEARNING_RATE);
      assertThat(parameters).isEqualTo(after(spec, 1, 0, 0));
    }
  }

  private static double[] after(OptimizerSpec spec, int updates, double weightDecay, double l2) {
    DoubleArithmetic arithmetic = new DoubleArithmetic(BlasLibrary.java().routines(), 1);
    Optimizer<double[]> optimizer = new Optimizer<>(arithmetic, LAYOUT, spec);
    double[] parameters = {1, 2};
    for (int update = 0; update < updates; update++) {
      optimizer.updateInPlace(parameters, GRADIENT, phase(weightDecay, l2), LEARNING_RATE);
    }
    return parameters;
  }

  private static Consumer<double[]> near(double weight, double bias) {
    return actual -> {
      assertThat(Math.abs(actual[0] - weight)).as("weight %s", actual[0]).isLessThan(TOLERANCE);
      assertThat(Math.abs(actual[1] - bias)).as("bias %s", actual[1]).isLessThan(2 * TOLERANCE);
    };
  }

  private static Phase phase(double weightDecay, double l2) {
    return TestSpecs.withRates(TestSpecs.PHASE, LEARNING_RATE, weightDecay, l2);
  }
}
