package org.groksweep.analysis.critical;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The responses of one group, by seed and size: each seed's curve over the sizes.
 *
 * <p>A response is 0 or 1 (generalized) or a final test accuracy in [0, 1]. A seed need not have
 * every size.
 */
final class SeedCurves {

  /** One trial's response. */
  record Response(long seed, long examples, double value) {}

  private final double[] sizes;
  private final int[][] sizeIndex;
  private final double[][] values;

  private SeedCurves(double[] sizes, int[][] sizeIndex, double[][] values) {
    this.sizes = sizes;
    this.sizeIndex = sizeIndex;
    this.values = values;
  }

  static SeedCurves of(List<Response> responses) {
    double[] sizes =
        responses.stream().mapToDouble(Response::examples).distinct().sorted().toArray();
    Map<Long, List<Response>> bySeed =
        responses.stream()
            .collect(Collectors.groupingBy(Response::seed, TreeMap::new, Collectors.toList()));
    int[][] index = new int[bySeed.size()][];
    double[][] values = new double[bySeed.size()][];
    int seed = 0;
    for (List<Response> curve : bySeed.values()) {
      index[seed] =
          curve.stream().mapToInt(r -> Arrays.binarySearch(sizes, (double) r.examples())).toArray();
      values[seed] = curve.stream().mapToDouble(Response::value).toArray();
      seed++;
    }
    return new SeedCurves(Arrays.stream(sizes).map(Math::log).toArray(), index, values);
  }

  int seeds() {
    return values.length;
  }

  int sizeCount() {
    return sizes.length;
  }

  /** ln(examples) of a size; sizes are in increasing order. */
  double logSize(int size) {
    return sizes[size];
  }

  int responses(int seed) {
    return values[seed].length;
  }

  /** Index of the size of a seed's i-th response. */
  int sizeOf(int seed, int i) {
    return sizeIndex[seed][i];
  }

  double value(int seed, int i) {
    return values[seed][i];
  }

  /** The same curves drawn by index, repetitions included, as a bootstrap draws them. */
  SeedCurves drawn(int[] seeds) {
    return new SeedCurves(
        sizes,
        Arrays.stream(seeds).mapToObj(s -> sizeIndex[s]).toArray(int[][]::new),
        Arrays.stream(seeds).mapToObj(s -> values[s]).toArray(double[][]::new));
  }

  /** The curves as zeros and ones: whether a response is at least {@code level}. */
  SeedCurves dichotomized(double level) {
    return new SeedCurves(
        sizes,
        sizeIndex,
        Arrays.stream(values)
            .map(curve -> Arrays.stream(curve).map(v -> v >= level ? 1 : 0).toArray())
            .toArray(double[][]::new));
  }

  /** [sizes] number of responses at each size. */
  double[] counts() {
    double[] counts = new double[sizes.length];
    for (int[] curve : sizeIndex) {
      for (int size : curve) {
        counts[size]++;
      }
    }
    return counts;
  }

  /** [sizes] sum of the responses at each size. */
  double[] sums() {
    double[] sums = new double[sizes.length];
    for (int seed = 0; seed < values.length; seed++) {
      for (int i = 0; i < values[seed].length; i++) {
        sums[sizeIndex[seed][i]] += values[seed][i];
      }
    }
    return sums;
  }
}
