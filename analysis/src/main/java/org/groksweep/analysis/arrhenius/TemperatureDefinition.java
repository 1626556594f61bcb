package org.groksweep.analysis.arrhenius;

import org.groksweep.analysis.theory.EffectiveTemperature;

/** Which noise scale a fit calls temperature; the barrier is in its unit. */
public enum TemperatureDefinition {
  /**
   * T = η·σ_g²/(2B): the Langevin temperature, with which the slope is the barrier itself. The
   * config's gradientNoise is σ_g²/B.
   */
  LANGEVIN("learningRate * gradientNoise / 2") {
    @Override
    public double of(double learningRate, double gradientVariance, int batchSize) {
      return EffectiveTemperature.of(learningRate, gradientVariance, batchSize);
    }
  },
  /**
   * T = η/B, where the noise's variance is not known: the slope is 2·barrier/σ_g², or the
   * quasi-potential S under minibatch noise.
   */
  LEARNING_RATE_OVER_BATCH_SIZE("learningRate / batchSize") {
    @Override
    public double of(double learningRate, double gradientVariance, int batchSize) {
      return EffectiveTemperature.of(learningRate, 2, batchSize);
    }
  };

  private final String formula;

  TemperatureDefinition(String formula) {
    this.formula = formula;
  }

  /** The formula, for the column temperature_definition. */
  public String formula() {
    return formula;
  }

  /**
   * The temperature of a trial.
   *
   * @param learningRate η, above 0
   * @param gradientVariance σ_g² per coordinate of one sample's gradient, above 0 where used
   * @param batchSize B, at least 1
   */
  public abstract double of(double learningRate, double gradientVariance, int batchSize);
}
