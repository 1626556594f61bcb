package org.groksweep.analysis.stats;

import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Beta;

/**
 * Successes among independent trials of one probability, and what they say about it.
 *
 * <p>Hipparchus's own intervals throw at 0/n and n/n and lose a success to rounding (29/100 becomes
 * 28); these do not.
 *
 * @param successes in [0, trials]
 * @param trials at least 1
 */
public record Proportion(long successes, long trials) {

  private static final double QUANTILE_ACCURACY = 1e-12;

  public Proportion {
    if (trials < 1) {
      throw new IllegalArgumentException("trials: " + trials + " must be at least 1");
    }
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "successes: " + successes + " must be in [0, " + trials + "]");
    }
  }

  /** successes / trials. */
  public double fraction() {
    return successes / (double) trials;
  }

  /**
   * The score interval: all p with |p̂ - p| ≤ z √(p(1-p)/n). Source: Wilson 1927, J. Am. Stat.
   * Assoc. 22, 209. Its ends are exactly 0 at 0/n and exactly 1 at n/n.
   *
   * @param level such as 0.95, in (0, 1)
   */
  public Interval wilson(double level) {
    double z = new NormalDistribution().inverseCumulativeProbability(1 - tail(level));
    double n = trials;
    double p = fraction();
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Interval(
        successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
  }

  /**
   * The exact interval: the p that neither one-sided binomial test of half the error rejects. Lower
   * end: the tail/2 quantile of Beta(s, n-s+1), 0 at 0/n; upper: the 1 - tail/2 quantile of
   * Beta(s+1, n-s), 1 at n/n. Source: Clopper and Pearson 1934, Biometrika 26, 404.
   *
   * @param level such as 0.95, in (0, 1)
   */
  public Interval clopperPearson(double level) {
    double tail = tail(level);
    double failures = trials - successes;
    double lower =
        successes == 0
            ? 0
            : new BetaDistribution(successes, failures + 1, QUANTILE_ACCURACY)
                .inverseCumulativeProbability(tail);
    double upper =
        successes == trials
            ? 1
            : new BetaDistribution(successes + 1.0, failures, QUANTILE_ACCURACY)
                .inverseCumulativeProbability(1 - tail);
    return new Interval(lower, upper);
  }

  /**
   * P(X ≤ successes) for X binomial with n = trials and the given probability: the one-sided test
   * of "at least {@code probability}".
   *
   * @param probability in [0, 1]
   */
  public double probabilityOfAtMost(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability: " + probability + " must be in [0, 1]");
    }
    return successes == trials
        ? 1
        : Beta.regularizedBeta(1 - probability, (double) trials - successes, successes + 1.0);
  }

  private static double tail(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: " + level + " must be in (0, 1)");
    }
    return (1 - level) / 2;
  }
}
