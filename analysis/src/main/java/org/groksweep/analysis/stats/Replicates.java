package org.groksweep.analysis.stats;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/** Estimates from replicas of one number: independent draws from one distribution. */
public final class Replicates {

  private static final String MEAN =
      "independent replicas; interval by Student's t with n - 1 degrees of freedom";
  private static final String MEDIAN =
      "independent replicas; interval between order statistics, of any distribution";

  private Replicates() {}

  /**
   * The mean.
   *
   * @param values of the replicas that have one
   * @param replicas all of them
   * @param budget of each
   * @return status TOO_FEW_POINTS without a value; without interval for a single one
   */
  public static Estimate mean(List<Double> values, long replicas, OptionalLong budget) {
    Estimate.Sample sample = new Estimate.Sample(replicas, replicas - values.size(), budget, MEAN);
    if (values.isEmpty()) {
      return Estimate.none(FitStatus.TOO_FEW_POINTS, sample);
    }
    int n = values.size();
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    if (n == 1) {
      return Estimate.of(
          OptionalDouble.of(mean),
          OptionalDouble.empty(),
          new Estimate.Bounds(OptionalDouble.empty(), OptionalDouble.empty()),
          FitStatus.OK,
          sample);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (n - 1.0) / n);
    double margin =
        error * new TDistribution(n - 1.0).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
    return Estimate.of(
        OptionalDouble.of(mean),
        OptionalDouble.of(error),
        Estimate.Bounds.of(new Interval(mean - margin, mean + margin)),
        FitStatus.OK,
        sample);
  }

  /**
   * The median of all replicas, of which those without a value lie beyond the largest one. Its
   * interval runs from the k-th smallest to the k-th largest, with k the largest for which P(Bin(n,
   * ½) &lt; k) is at most 2.5 %; an end that is no value is empty, as are both below six replicas.
   *
   * @param values of the replicas that have one
   * @param replicas all of them, at least as many
   * @param budget of each
   * @return status OUTSIDE_GRID where half or more have no value
   */
  public static Estimate median(List<Double> values, int replicas, OptionalLong budget) {
    Estimate.Sample sample =
        new Estimate.Sample(replicas, (long) replicas - values.size(), budget, MEDIAN);
    double[] sorted = new double[replicas];
    Arrays.fill(sorted, Double.POSITIVE_INFINITY);
    for (int k = 0; k < values.size(); k++) {
      sorted[k] = values.get(k);
    }
    Arrays.sort(sorted);
    int rank = rank(replicas);
    OptionalDouble lower = rank == 0 ? OptionalDouble.empty() : finite(sorted[rank - 1]);
    OptionalDouble upper = rank == 0 ? OptionalDouble.empty() : finite(sorted[replicas - rank]);
    OptionalDouble median = finite((sorted[(replicas - 1) / 2] + sorted[replicas / 2]) / 2);
    return Estimate.of(
        median,
        OptionalDouble.empty(),
        new Estimate.Bounds(lower, upper),
        median.isPresent() ? FitStatus.OK : FitStatus.OUTSIDE_GRID,
        sample);
  }

  private static int rank(int replicas) {
    BinomialDistribution heads = new BinomialDistribution(replicas, 0.5);
    int rank = 0;
    while (heads.cumulativeProbability(rank) <= (1 - Estimate.LEVEL) / 2) {
      rank++;
    }
    return rank;
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
