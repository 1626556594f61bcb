package org.groksweep.trainer.random;

/** The standard normal distribution function, for tests. */
final class NormalDistribution {

  private NormalDistribution() {}

  /**
   * P(Z ≤ x). Abramowitz and Stegun 26.2.17: its error is below 7.5e-8, far below what a million
   * draws can see.
   */
  static double below(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
            * Math.exp(-x * x / 2)
            / Math.sqrt(2 * Math.PI);
    return x > 0 ? 1 - tail : tail;
  }

  /**
   * P(Z > x) for x of 3 and more, by its continued fraction (Abramowitz and Stegun 26.2.14), whose
   * hundredth part is far below a double's rounding there.
   */
  static double above(double x) {
    double fraction = x;
    for (int term = 100; term > 0; term--) {
      fraction = x + term / fraction;
    }
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / fraction;
  }
}
