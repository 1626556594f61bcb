package org.groksweep.analysis.arrhenius;

import java.util.function.DoubleUnaryOperator;
import org.groksweep.analysis.stats.Interval;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The interval of the values whose profile log-likelihood lies within a given distance of its
 * maximum: ½·χ²₁(0.95) = 1.92 where all trials are independent.
 */
final class ProfileInterval {

  private static final double RELATIVE_ACCURACY = 1e-10;
  private static final int MAX_EVALUATIONS = 200;
  private static final int MAX_DOUBLINGS = 60;

  private ProfileInterval() {}

  /**
   * The interval around a maximum.
   *
   * @param profile log-likelihood with the parameter held and all others maximized; falls on both
   *     sides of the maximum beyond any bound
   * @param at the maximum
   * @param scale about one standard error, above 0
   * @param drop how far the log-likelihood has fallen at the ends, above 0
   */
  static Interval around(DoubleUnaryOperator profile, double at, double scale, double drop) {
    double level = profile.applyAsDouble(at) - drop;
    DoubleUnaryOperator above = value -> profile.applyAsDouble(value) - level;
    return new Interval(end(above, at, -scale), end(above, at, scale));
  }

  private static double end(DoubleUnaryOperator above, double at, double firstStep) {
    double step = firstStep;
    double inside = at;
    for (int doubling = 0; doubling < MAX_DOUBLINGS; doubling++) {
      double outside = inside + step;
      if (above.applyAsDouble(outside) <= 0) {
        // The accuracy is absolute too: an end may lie at 0.
        return new BrentSolver(RELATIVE_ACCURACY, RELATIVE_ACCURACY * Math.abs(firstStep))
            .solve(
                MAX_EVALUATIONS,
                above::applyAsDouble,
                Math.min(inside, outside),
                Math.max(inside, outside));
      }
      inside = outside;
      step *= 2;
    }
    throw new IllegalStateException("the profile likelihood does not fall around " + at);
  }
}
