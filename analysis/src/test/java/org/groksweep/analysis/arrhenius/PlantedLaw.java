package org.groksweep.analysis.arrhenius;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Escape times drawn from a known law: exponential (or Weibull) around a mean that is exp(intercept
 * + barrier/T), at the six temperatures of papers.md T-D1, cut off at a budget. Each trial has a
 * seed of its own, or seeds are paired over temperatures as in a sweep.
 */
record PlantedLaw(double intercept, double barrier, double shape, int seeds, long budget) {

  /** Six batch sizes of T-D1: T = .2·2.7/(2B), barrier/T = 1.5 … 6.5 for the oracle's barrier. */
  static final List<Integer> BATCH_SIZES = List.of(18, 30, 42, 54, 66, 78);

  static final double ORACLE_BARRIER = 0.0225035;

  /** ln of the fastest mean: large, so that rounding up to whole steps is below 1e-4. */
  static final double INTERCEPT = 10;

  static final long NO_BUDGET = Long.MAX_VALUE / 4;

  static PlantedLaw exponential(int seeds, long budget) {
    return new PlantedLaw(INTERCEPT, ORACLE_BARRIER, 1, seeds, budget);
  }

  static double temperature(int batchSize) {
    return 0.2 * 2.7 / (2.0 * batchSize);
  }

  List<EscapeTime> draw(SplittableRandom random) {
    List<EscapeTime> times = new ArrayList<>();
    for (int batchSize : BATCH_SIZES) {
      for (int trial = 0; trial < seeds; trial++) {
        times.add(time(times.size(), batchSize, random.nextDouble()));
      }
    }
    return times;
  }

  /**
   * Trials of the same seeds at every temperature, correlated by a Gaussian copula: its correlation
   * is a power of {@code neighbours}, the distance of two temperatures.
   */
  List<EscapeTime> drawPaired(SplittableRandom random, double neighbours) {
    NormalDistribution normal = new NormalDistribution();
    List<EscapeTime> times = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      double gaussian = random.nextGaussian();
      for (int batchSize : BATCH_SIZES) {
        times.add(time(seed, batchSize, normal.cumulativeProbability(gaussian)));
        double fresh = Math.sqrt(1 - neighbours * neighbours) * random.nextGaussian();
        gaussian = neighbours * gaussian + fresh;
      }
    }
    return times;
  }

  private EscapeTime time(long seed, int batchSize, double quantile) {
    double temperature = temperature(batchSize);
    double mean = Math.exp(intercept + barrier / temperature);
    double steps = mean * Math.pow(-Math.log(1 - quantile), 1 / shape);
    boolean escaped = steps <= budget;
    return new EscapeTime(
        seed, temperature, 0.2, escaped ? (long) Math.ceil(steps) : budget, budget, escaped);
  }

  /** The expected share of censored trials of an exponential law. */
  double censoredShare() {
    return BATCH_SIZES.stream()
        .mapToDouble(b -> Math.exp(-budget / Math.exp(intercept + barrier / temperature(b))))
        .average()
        .orElseThrow();
  }

  /** The budget at which an exponential law has a given share of censored trials. */
  PlantedLaw censoredAt(double share) {
    double low = 0;
    double high = 60;
    for (int round = 0; round < 100; round++) {
      double middle = (low + high) / 2;
      if (withBudget((long) Math.exp(middle)).censoredShare() > share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return withBudget((long) Math.exp(high));
  }

  private PlantedLaw withBudget(long other) {
    return new PlantedLaw(intercept, barrier, shape, seeds, other);
  }
}
