package org.groksweep.analysis.theory;

/**
 * The mean time to leave a metastable state at low temperature: τ(T) = prefactor · T^{z/2} ·
 * exp(barrier / T), with z the number of zero modes that the saddle has beyond the state.
 *
 * <p>Times are learning-rate times (the sum of learning rates up to a step); divide by the learning
 * rate for steps. The law is the leading order for barrier / T well above 1 (use it from 1.5 on).
 *
 * @param barrier in units of the temperature, above 0
 * @param prefactor in learning-rate time over T^{z/2}, above 0
 * @param zeroModes z, may be negative for a state with more freedom than its saddle
 */
public record EscapeLaw(double barrier, double prefactor, int zeroModes) {

  public EscapeLaw {
    Require.positive("barrier", barrier);
    Require.positive("prefactor", prefactor);
  }

  /**
   * Mean time to escape, learning-rate time; infinite where the exponential overflows, which means
   * never.
   */
  public double meanTime(double temperature) {
    Require.positive("temperature", temperature);
    return prefactor * Math.pow(temperature, zeroModes / 2.0) * Math.exp(barrier / temperature);
  }

  /** Mean number of steps to escape: the size of a budget is a multiple of it. */
  public double meanSteps(double temperature, double learningRate) {
    Require.positive("learningRate", learningRate);
    return meanTime(temperature) / learningRate;
  }

  /** The prefactor for times in steps instead of learning-rate time. */
  public double prefactorInSteps(double learningRate) {
    Require.positive("learningRate", learningRate);
    return prefactor / learningRate;
  }
}
