package org.groksweep.analysis.critical;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Estimate.Bounds;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The interval of all values that a t-test does not reject, sought outwards from the estimate.
 *
 * <p>The first rejected value on each side bounds it. Where none is found within the search range,
 * that end is empty: the data do not bound the value there.
 */
final class Inversion {

  private static final int STEPS = 96;
  private static final int HALVINGS = 24;

  private final DoubleUnaryOperator statistic;
  private final double critical;

  /**
   * A search for {@code statistic}'s interval.
   *
   * @param statistic Student's t of a value
   * @param degreesOfFreedom at least 1
   */
  Inversion(DoubleUnaryOperator statistic, int degreesOfFreedom) {
    this.statistic = statistic;
    this.critical =
        new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
  }

  /** The interval around {@code estimate}, each end sought in [low, high]. */
  Bounds around(double estimate, double low, double high) {
    double step = (high - low) / STEPS;
    return new Bounds(end(estimate, low, -step), end(estimate, high, step));
  }

  private OptionalDouble end(double estimate, double limit, double step) {
    double inside = estimate;
    while (inside != limit) {
      double next = step < 0 ? Math.max(limit, inside + step) : Math.min(limit, inside + step);
      if (rejects(next)) {
        return OptionalDouble.of(boundary(inside, next));
      }
      inside = next;
    }
    return OptionalDouble.empty();
  }

  private double boundary(double inside, double outside) {
    double kept = inside;
    double rejected = outside;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (kept + rejected) / 2;
      if (rejects(middle)) {
        rejected = middle;
      } else {
        kept = middle;
      }
    }
    return rejected;
  }

  private boolean rejects(double value) {
    return Math.abs(statistic.applyAsDouble(value)) > critical;
  }
}
