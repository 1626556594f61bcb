package org.groksweep.analysis.stats;

/**
 * A closed interval, such as a confidence interval.
 *
 * @param lower at most upper
 * @param upper at least lower
 */
public record Interval(double lower, double upper) {

  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "interval: [" + lower + ", " + upper + "] must have lower <= upper");
    }
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
