package org.groksweep.analysis.stats;

/**
 * The non-decreasing sequence closest to given values in weighted least squares, by pooling
 * adjacent violators. Source: Ayer, Brunk, Ewing, Reid, Silverman 1955, Ann. Math. Stat. 26, 641.
 */
public final class IsotonicRegression {

  private IsotonicRegression() {}

  /**
   * Argmin over m₁ ≤ m₂ ≤ … of Σ wᵢ (yᵢ - mᵢ)².
   *
   * @param values [points], finite, in the order in which the fit may not decrease
   * @param weights [points], above 0
   * @return [points], the fit; the arguments are not changed
   */
  public static double[] increasing(double[] values, double[] weights) {
    if (values.length != weights.length) {
      throw new IllegalArgumentException(
          "weights: " + weights.length + " must be as many as values, " + values.length);
    }
    double[] level = new double[values.length];
    double[] weight = new double[values.length];
    int[] count = new int[values.length];
    int blocks = 0;
    for (int i = 0; i < values.length; i++) {
      requireUsable(values[i], weights[i]);
      level[blocks] = values[i];
      weight[blocks] = weights[i];
      count[blocks] = 1;
      blocks++;
      while (blocks > 1 && level[blocks - 2] >= level[blocks - 1]) {
        double sum = weight[blocks - 2] + weight[blocks - 1];
        level[blocks - 2] =
            (level[blocks - 2] * weight[blocks - 2] + level[blocks - 1] * weight[blocks - 1]) / sum;
        weight[blocks - 2] = sum;
        count[blocks - 2] += count[blocks - 1];
        blocks--;
      }
    }
    return spread(level, count, blocks, values.length);
  }

  private static double[] spread(double[] level, int[] count, int blocks, int points) {
    double[] fit = new double[points];
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < count[block]; i++) {
        fit[at++] = level[block];
      }
    }
    return fit;
  }

  private static void requireUsable(double value, double weight) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: " + value + " must be finite");
    }
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight: " + weight + " must be above 0");
    }
  }
}
