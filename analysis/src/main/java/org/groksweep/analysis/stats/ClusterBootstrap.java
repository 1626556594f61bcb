package org.groksweep.analysis.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The bootstrap over whole clusters: clusters (seeds) are drawn with replacement, each with all its
 * trials, so that what trials of one seed have in common stays together.
 *
 * <p>Resample number i draws from a generator of its own, made from (seed, i): the replicates do
 * not depend on the order in which they are computed. Source: Efron and Tibshirani 1993, chapters
 * 13, 14; Davison and Hinkley 1997, section 3.8 for clusters.
 *
 * @param resamples at least 1
 * @param seed of the draws
 */
public record ClusterBootstrap(int resamples, long seed) {

  // Any odd constant other than SplittableRandom's own gamma keeps the resamples' streams apart.
  private static final long STREAM = 0xD1342543DE82EF95L;

  public ClusterBootstrap {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples: " + resamples + " must be at least 1");
    }
  }

  /**
   * The clusters of one resample.
   *
   * @param resample its number, in [0, resamples)
   * @param clusters how many there are
   * @return [clusters] indices in [0, clusters)
   */
  public int[] draw(int resample, int clusters) {
    SplittableRandom random = new SplittableRandom(seed ^ STREAM * (resample + 1L));
    return random.ints(clusters, 0, clusters).toArray();
  }

  /**
   * The statistic of each resample that has one, in the resamples' order.
   *
   * @param clusters how many there are
   * @param statistic of the clusters with the given indices; empty where it does not exist
   */
  public double[] replicates(int clusters, Function<int[], OptionalDouble> statistic) {
    double[] values = new double[resamples];
    int kept = 0;
    for (int resample = 0; resample < resamples; resample++) {
      OptionalDouble value = statistic.apply(draw(resample, clusters));
      if (value.isPresent()) {
        values[kept++] = value.getAsDouble();
      }
    }
    return Arrays.copyOf(values, kept);
  }

  /**
   * The percentile interval: the quantiles (1 - level)/2 and (1 + level)/2 of the replicates; empty
   * where there are none.
   */
  public static Optional<Interval> percentile(double[] replicates, double level) {
    return quantiles(replicates, (1 - level) / 2, (1 + level) / 2);
  }

  /**
   * The bias-corrected and accelerated interval (Efron 1987, J. Am. Stat. Assoc. 82, 171): with z₀
   * the normal quantile of the share of replicates below the estimate (ties count half) and a =
   * Σδᵢ³ / (6 (Σδᵢ²)^1.5), δᵢ = mean of the jackknife - its i-th value, the quantiles are taken at
   * Φ(z₀ + (z₀ ± z)/(1 - a (z₀ ± z))).
   *
   * @param estimate from all clusters
   * @param replicates from {@link #replicates}
   * @param jackknife the statistic without each cluster in turn, at least 2 values
   * @return empty where there are no replicates or all lie on one side of the estimate
   */
  public static Optional<Interval> biasCorrected(
      double estimate, double[] replicates, double[] jackknife, double level) {
    double below = 0;
    for (double replicate : replicates) {
      below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
    }
    if (below == 0 || below == replicates.length) {
      return Optional.empty();
    }
    NormalDistribution normal = new NormalDistribution();
    double bias = normal.inverseCumulativeProbability(below / replicates.length);
    double z = normal.inverseCumulativeProbability((1 + level) / 2);
    double acceleration = acceleration(jackknife);
    double low = bias - z;
    double high = bias + z;
    return quantiles(
        replicates,
        normal.cumulativeProbability(bias + low / (1 - acceleration * low)),
        normal.cumulativeProbability(bias + high / (1 - acceleration * high)));
  }

  private static double acceleration(double[] jackknife) {
    double mean = Arrays.stream(jackknife).average().orElseThrow();
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      double d = mean - value;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static Optional<Interval> quantiles(double[] replicates, double low, double high) {
    if (replicates.length == 0) {
      return Optional.empty();
    }
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return Optional.of(new Interval(quantile(sorted, low), quantile(sorted, high)));
  }

  /** Linear between the order statistics, at rank q (m - 1): Hyndman and Fan's type 7. */
  private static double quantile(double[] sorted, double q) {
    double rank = q * (sorted.length - 1);
    int floor = (int) rank;
    int next = Math.min(floor + 1, sorted.length - 1);
    return sorted[floor] + (rank - floor) * (sorted[next] - sorted[floor]);
  }
}
