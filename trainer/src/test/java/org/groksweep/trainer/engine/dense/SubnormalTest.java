package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Parameters without a gradient, such as those of a unit that no example excites, under each rule
 * until nothing moves any more: neither they nor their momenta end where arithmetic is slow.
 */
class SubnormalTest {

  /** 0.9 per update is below 1e-308 after 6,700 of them; every factor here is at most 0.98. */
  private static final int UPDATES = 40_000;

  private final UpdateSizes sizes = sizes();

  private static UpdateSizes sizes() {
    UpdateSizes sizes = new UpdateSizes();
    sizes.learningRate = 0.1;
    sizes.weightDecay = 0.5;
    sizes.momentum = 0.9;
    sizes.beta1 = 0.9;
    sizes.beta2 = 0.98;
    sizes.epsilon = 1e-8;
    sizes.firstCorrection = 1;
    sizes.secondCorrection = 1;
    return sizes;
  }

  @Test
  void inFloat32() {
    FloatArithmetic arithmetic = new FloatArithmetic(BlasLibrary.java().routines(), 1);
    float[] gradient = {0, 0};
    float[] plain = {1, -1};
    float[] heavy = {1, -1};
    float[] velocity = {1, -1};
    float[] adaptive = {1, -1};
    float[] first = {1, -1};
    float[] second = {1, 1};
    for (int update = 0; update < UPDATES; update++) {
      arithmetic.sgd(plain, gradient, 0, 2, sizes);
      arithmetic.momentum(heavy, gradient, velocity, 0, 2, sizes);
      arithmetic.adam(adaptive, gradient, first, second, 0, 2, sizes);
    }
    for (float[] numbers : new float[][] {plain, heavy, velocity, adaptive, first, second}) {
      for (float number : numbers) {
        assertThat(Math.abs(number)).isBetween(Float.MIN_NORMAL, 1e-18f);
      }
    }
  }

  @Test
  void inFloat64() {
    DoubleArithmetic arithmetic = new DoubleArithmetic(BlasLibrary.java().routines(), 1);
    double[] gradient = {0, 0};
    double[] plain = {1, -1};
    double[] heavy = {1, -1};
    double[] velocity = {1, -1};
    double[] adaptive = {1, -1};
    double[] first = {1, -1};
    double[] second = {1, 1};
    for (int update = 0; update < UPDATES; update++) {
      arithmetic.sgd(plain, gradient, 0, 2, sizes);
      arithmetic.momentum(heavy, gradient, velocity, 0, 2, sizes);
      arithmetic.adam(adaptive, gradient, first, second, 0, 2, sizes);
    }
    for (double[] numbers : new double[][] {plain, heavy, velocity, adaptive, first, second}) {
      for (double number : numbers) {
        assertThat(Math.abs(number)).isBetween(Double.MIN_NORMAL, 1e-280);
      }
    }
  }

  /** A wrong label by 90 nats has a gradient of e^-90 = 8e-40, which is subnormal in float32. */
  @Test
  void gradientsOfTheLossAreNormalOrZero() {
    FloatArithmetic arithmetic = new FloatArithmetic(BlasLibrary.java().routines(), 1);
    float[] delta = new float[2];
    for (int margin = 0; margin < 110; margin++) {
      float[] logits = {margin, 0};
      arithmetic.crossEntropy(logits, 1, 2, new int[] {0}, 0, 1, delta, new LossSums());
      for (float number : delta) {
        assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL).isTrue();
      }
    }
  }
}
