package org.groksweep.trainer.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** The middle of a few timings and how far they spread. */
record Quartiles(double lower, double median, double upper) {

  static Quartiles of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** "median (lower to upper)", by the format of one number. */
  String show(String format) {
    return String.format(
        Locale.ROOT, format + " (" + format + " to " + format + ")", median, lower, upper);
  }
}
