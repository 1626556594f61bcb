package org.groksweep.analysis.theory;

/**
 * The temperature T = η·σ_g²/(2B) at which gradient descent with isotropic noise samples the
 * Langevin dynamics w ← w − η∇E + √(2ηT)·ξ; in units of the loss.
 *
 * <p>η is the learning rate, σ_g² the variance per coordinate of one sample's gradient, and B the
 * number of samples averaged. Ersoy and Wiesner write T = η/(B·C), so that their C = 2/σ_g².
 * Leaving the 2 out halves the slope of ln τ over 1/T.
 */
public final class EffectiveTemperature {

  private EffectiveTemperature() {}

  /**
   * T = η·σ_g²/(2B).
   *
   * @param learningRate η, above 0
   * @param gradientVariance σ_g², above 0
   * @param batchSize B, at least 1
   */
  public static double of(double learningRate, double gradientVariance, int batchSize) {
    Require.positive("learningRate", learningRate);
    Require.positive("gradientVariance", gradientVariance);
    Require.atLeastOne("batchSize", batchSize);
    return learningRate * gradientVariance / (2.0 * batchSize);
  }
}
