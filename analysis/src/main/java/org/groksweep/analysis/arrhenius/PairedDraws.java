package org.groksweep.analysis.arrhenius;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws from a fitted law that are as correlated within a seed as the trials were. A seed takes the
 * ranks of another one, drawn with replacement: with rank k of n in a column, a trial's time is the
 * (k − U)/n quantile of its exponential law, U uniform. So every column is exactly exponential, and
 * columns depend on each other by their empirical copula; trials that share no seed are drawn
 * independently.
 */
final class PairedDraws {

  private final SharedSeeds shared;
  private final TimeUnit unit;
  private final DoubleUnaryOperator logMean;
  // [columns, seeds] 1 to n, or 0 where a column lacks a seed.
  private final int[][] ranks;
  // [columns]
  private final int[] sizes;

  /**
   * Draws in the place of some trials.
   *
   * @param unit of the mean
   * @param logMean of the times at a temperature
   */
  PairedDraws(SharedSeeds shared, TimeUnit unit, DoubleUnaryOperator logMean) {
    this.shared = shared;
    this.unit = unit;
    this.logMean = logMean;
    this.ranks = new int[shared.columns()][shared.seeds()];
    this.sizes = new int[shared.columns()];
    for (int column = 0; column < ranks.length; column++) {
      List<Integer> present = present(column);
      sizes[column] = present.size();
      for (int rank = 1; rank <= present.size(); rank++) {
        ranks[column][present.get(rank - 1)] = rank;
      }
    }
  }

  /** The seeds of a column by rising time; those still waiting at one step after the escaped. */
  private List<Integer> present(int column) {
    List<Integer> seeds = new ArrayList<>();
    for (int seed = 0; seed < shared.seeds(); seed++) {
      if (shared.trial(column, seed) != null) {
        seeds.add(seed);
      }
    }
    seeds.sort(
        Comparator.comparingLong((Integer seed) -> shared.trial(column, seed).steps())
            .thenComparing(seed -> !shared.trial(column, seed).escaped()));
    return seeds;
  }

  /** One for each trial, cut off at its budget. */
  List<EscapeTime> draw(SplittableRandom random) {
    List<EscapeTime> drawn = new ArrayList<>();
    for (int seed = 0; seed < shared.seeds(); seed++) {
      int donor = random.nextInt(shared.seeds());
      for (int column = 0; column < shared.columns(); column++) {
        if (shared.trial(column, seed) != null) {
          drawn.add(drawn(shared.trial(column, seed), quantile(column, donor, random)));
        }
      }
    }
    return drawn;
  }

  /** In [0, 1). */
  private double quantile(int column, int donor, SplittableRandom random) {
    double uniform = random.nextDouble();
    int rank = ranks[column][donor];
    return rank == 0 ? uniform : (rank - 1 + uniform) / sizes[column];
  }

  private EscapeTime drawn(EscapeTime trial, double quantile) {
    double mean = Math.exp(logMean.applyAsDouble(trial.temperature()));
    double steps = mean / unit.of(1, trial.learningRate()) * -Math.log1p(-quantile);
    boolean escaped = steps <= trial.budget();
    long counted = escaped ? Math.max(1, (long) Math.ceil(steps)) : trial.budget();
    return new EscapeTime(
        trial.seed(), trial.temperature(), trial.learningRate(), counted, trial.budget(), escaped);
  }
}
