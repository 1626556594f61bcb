package org.groksweep.analysis.critical;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.IsotonicRegression;

/**
 * Where the isotonic means of a group cross a level, by linear interpolation in ln(examples): no
 * curve is assumed, only that the mean does not fall with the size.
 */
final class IsotonicCrossing {

  private IsotonicCrossing() {}

  /**
   * The ln(examples) of the crossing; the middle of a flat stretch that lies on the level; empty
   * where all means lie on one side.
   */
  static OptionalDouble of(SeedCurves curves, double level) {
    double[] counts = curves.counts();
    double[] sums = curves.sums();
    // A resample may lack a size altogether.
    int present = 0;
    double[] x = new double[counts.length];
    double[] means = new double[counts.length];
    double[] weights = new double[counts.length];
    for (int size = 0; size < counts.length; size++) {
      if (counts[size] > 0) {
        x[present] = curves.logSize(size);
        means[present] = sums[size] / counts[size];
        weights[present] = counts[size];
        present++;
      }
    }
    double[] fit =
        IsotonicRegression.increasing(
            Arrays.copyOf(means, present), Arrays.copyOf(weights, present));
    return crossing(x, fit, level);
  }

  private static OptionalDouble crossing(double[] x, double[] fit, double level) {
    int last = fit.length - 1;
    if (fit[0] > level || fit[last] < level) {
      return OptionalDouble.empty();
    }
    int below = 0;
    while (below < last && fit[below + 1] < level) {
      below++;
    }
    int above = last;
    while (above > 0 && fit[above - 1] > level) {
      above--;
    }
    return OptionalDouble.of((at(x, fit, below, level) + at(x, fit, above - 1, level)) / 2);
  }

  /** The crossing between a size and the next. */
  private static double at(double[] x, double[] fit, int size, double level) {
    if (size < 0) {
      return x[0];
    }
    if (size >= fit.length - 1 || fit[size] == level) {
      return x[size];
    }
    double share = (level - fit[size]) / (fit[size + 1] - fit[size]);
    return x[size] + Math.min(Math.max(share, 0), 1) * (x[size + 1] - x[size]);
  }
}
