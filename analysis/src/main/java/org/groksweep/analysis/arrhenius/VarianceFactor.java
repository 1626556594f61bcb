package org.groksweep.analysis.arrhenius;

import java.util.OptionalDouble;
import org.groksweep.analysis.stats.Estimate;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The variance of a parameter over that which a likelihood of independent times gives it. The
 * likelihood ratio, divided by it, is chi-square with one degree of freedom again (Godambe's
 * adjustment); where it was itself estimated, the square of Student's t.
 *
 * @param variance κ, above 0
 * @param degreesOfFreedom with which κ is known, above 0; empty where it was not estimated
 */
record VarianceFactor(double variance, OptionalDouble degreesOfFreedom) {

  static final VarianceFactor INDEPENDENT = new VarianceFactor(1, OptionalDouble.empty());

  /** Whether it was estimated, which shared seeds require. */
  boolean isEstimated() {
    return degreesOfFreedom.isPresent();
  }

  /** The factor on a standard error. */
  double error() {
    return Math.sqrt(variance);
  }

  /** How far a log-likelihood has fallen at the ends of its 95 % interval. */
  double drop() {
    return variance / 2 * quantile();
  }

  private double quantile() {
    if (degreesOfFreedom.isEmpty()) {
      return new ChiSquaredDistribution(1).inverseCumulativeProbability(Estimate.LEVEL);
    }
    double t =
        new TDistribution(degreesOfFreedom.getAsDouble())
            .inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
    return t * t;
  }

  /** P of a ratio twice the log-likelihoods' difference as large; below 0 it is rounding. */
  double pValue(double ratio) {
    double scaled = Math.max(0, ratio) / variance;
    return degreesOfFreedom.isEmpty()
        ? 1 - new ChiSquaredDistribution(1).cumulativeProbability(scaled)
        : 2
            * new TDistribution(degreesOfFreedom.getAsDouble())
                .cumulativeProbability(-Math.sqrt(scaled));
  }
}
