package org.groksweep.analysis.reference;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.groksweep.analysis.theory.DeepLinearMode;

/**
 * A reference simulation of a scalar chain under gradient descent with additive Gaussian gradient
 * noise, written for clarity beside the engines: w_l ← w_l − η(∂E/∂w_l + √v·ξ_l), all gradients at
 * the old weights, ξ independent per weight.
 */
final class ScalarChain {

  private final DeepLinearMode mode;
  private final double learningRate;
  private final double noise;
  private final SplittableRandom random;
  private final double[] weights;

  /**
   * A chain at equal weights.
   *
   * @param variance v of the gradient's noise per weight; the temperature is η·v/2
   */
  ScalarChain(
      DeepLinearMode mode,
      double learningRate,
      double variance,
      double start,
      SplittableRandom random) {
    this.mode = mode;
    this.learningRate = learningRate;
    this.noise = Math.sqrt(variance);
    this.random = random;
    this.weights = new double[mode.layers()];
    Arrays.fill(weights, start);
  }

  double strength() {
    double product = 1;
    for (double weight : weights) {
      product *= weight;
    }
    return product;
  }

  void step(double l2) {
    double[] gradient = new double[weights.length];
    double error = strength() - mode.singularValue();
    for (int l = 0; l < weights.length; l++) {
      double others = 1;
      for (int k = 0; k < weights.length; k++) {
        others *= k == l ? 1 : weights[k];
      }
      gradient[l] = error * others + l2 * weights[l];
    }
    for (int l = 0; l < weights.length; l++) {
      weights[l] -= learningRate * (gradient[l] + noise * random.nextGaussian());
    }
  }

  /** Updates until the strength passes a threshold upwards, no dwell; budget + 1 if it does not. */
  long stepsUntilAbove(double threshold, double l2, long budget) {
    for (long step = 1; step <= budget; step++) {
      step(l2);
      if (strength() > threshold) {
        return step;
      }
    }
    return budget + 1;
  }
}
