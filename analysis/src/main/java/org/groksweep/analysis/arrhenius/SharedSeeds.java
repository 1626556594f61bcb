package org.groksweep.analysis.arrhenius;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Which escape times have a seed in common. Trials of one seed share their noise at every
 * temperature, so that their times are correlated, and a likelihood that takes them for independent
 * misjudges its own width.
 *
 * <p>A column holds at most one trial of each seed: there is one column per temperature, and more
 * where a seed has several trials at one. With u the influence of a column's trials on a parameter,
 * d their number of events, q = u·√d, and R the correlation of the columns' residuals over the
 * seeds, the parameter has the variance qᵀRq: Fisher's qᵀq, which is exact for exponential times,
 * times the factor κ = qᵀRq/qᵀq. R has ones on its diagonal and is the Gram matrix of vectors that
 * are 0 where a column lacks a seed; so κ is never negative, and 1 where no seed is shared.
 *
 * <p>R is estimated: an entry that is truly 0 has the variance shared/(n₁·n₂), with n the columns'
 * numbers of seeds. So κ is about as well known as a chi-square with ν = (qᵀq)² / Σ_{g≠h}
 * q_g²·q_h²·variance degrees of freedom, 1.4 per seed at six even temperatures.
 */
final class SharedSeeds {

  /** With fewer, the observed correlation widens an interval but never narrows it. */
  static final int FEW = 10;

  // Below it columns are as good as equal; it keeps a ratio divided by the factor finite.
  private static final double SMALLEST_FACTOR = 1e-3;

  /** By rising temperature, then seed; no two that differ are equal. */
  static final Comparator<EscapeTime> ORDER =
      Comparator.comparingDouble(EscapeTime::temperature)
          .thenComparingLong(EscapeTime::seed)
          .thenComparingDouble(EscapeTime::learningRate)
          .thenComparingLong(EscapeTime::budget)
          .thenComparingLong(EscapeTime::steps)
          .thenComparing(EscapeTime::escaped);

  // [columns, seeds], null where a column lacks a seed.
  private final EscapeTime[][] table;

  /** Of some trials in any order. */
  SharedSeeds(List<EscapeTime> times) {
    // Sorted, so that no sum depends on the order of the trials.
    List<EscapeTime> sorted = times.stream().sorted(ORDER).toList();
    Map<Long, Integer> rows = new HashMap<>();
    times.stream()
        .map(EscapeTime::seed)
        .sorted()
        .forEach(seed -> rows.putIfAbsent(seed, rows.size()));
    List<EscapeTime[]> columns = new ArrayList<>();
    int first = 0;
    for (int m = 0; m < sorted.size(); m++) {
      EscapeTime time = sorted.get(m);
      if (m > 0 && sorted.get(m - 1).temperature() != time.temperature()) {
        first = columns.size();
      }
      int column = first;
      while (column < columns.size() && columns.get(column)[rows.get(time.seed())] != null) {
        column++;
      }
      if (column == columns.size()) {
        columns.add(new EscapeTime[rows.size()]);
      }
      columns.get(column)[rows.get(time.seed())] = time;
    }
    this.table = columns.toArray(EscapeTime[][]::new);
  }

  int columns() {
    return table.length;
  }

  int seeds() {
    return table.length == 0 ? 0 : table[0].length;
  }

  /** The trial of a seed in a column, or null. */
  EscapeTime trial(int column, int seed) {
    return table[column][seed];
  }

  /** How many seeds have more than one trial. */
  int count() {
    int shared = 0;
    for (int seed = 0; seed < seeds(); seed++) {
      int at = seed;
      shared += Arrays.stream(table).filter(column -> column[at] != null).count() > 1 ? 1 : 0;
    }
    return shared;
  }

  /**
   * By how much the variance of a parameter differs from Fisher's.
   *
   * @param residual of a trial: its score, of mean 0
   * @param influence on the parameter of the residuals at a temperature, of which only the ratios
   *     matter; not 0 at all of them
   */
  VarianceFactor factor(ToDoubleFunction<EscapeTime> residual, DoubleUnaryOperator influence) {
    int shared = count();
    if (shared == 0) {
      return VarianceFactor.INDEPENDENT;
    }
    double[] q = Arrays.stream(table).mapToDouble(column -> weight(column, influence)).toArray();
    double[][] vectors =
        Arrays.stream(table).map(column -> normalized(column, residual)).toArray(double[][]::new);
    double fisher = 0;
    double crossed = 0;
    double uncertain = 0;
    for (int g = 0; g < q.length; g++) {
      fisher += q[g] * q[g];
      for (int h = 0; h < g; h++) {
        crossed += 2 * q[g] * q[h] * product(vectors[g], vectors[h]);
        uncertain += 2 * q[g] * q[g] * q[h] * q[h] * correlationVariance(table[g], table[h]);
      }
    }
    if (uncertain == 0) {
      return VarianceFactor.INDEPENDENT;
    }
    double factor = Math.max(shared < FEW ? 1 : SMALLEST_FACTOR, 1 + crossed / fisher);
    return new VarianceFactor(factor, OptionalDouble.of(fisher * fisher / uncertain));
  }

  private static double weight(EscapeTime[] column, DoubleUnaryOperator influence) {
    double temperature = present(column).get(0).temperature();
    double events = present(column).stream().filter(EscapeTime::escaped).count();
    return influence.applyAsDouble(temperature) * Math.sqrt(events);
  }

  private static List<EscapeTime> present(EscapeTime[] column) {
    return Arrays.stream(column).filter(Objects::nonNull).toList();
  }

  /** [seeds] residuals less their mean, of length 1; 0 where there is none. */
  private static double[] normalized(EscapeTime[] column, ToDoubleFunction<EscapeTime> residual) {
    double mean = present(column).stream().mapToDouble(residual).average().orElseThrow();
    double[] vector = new double[column.length];
    for (int seed = 0; seed < vector.length; seed++) {
      vector[seed] = column[seed] == null ? 0 : residual.applyAsDouble(column[seed]) - mean;
    }
    double length = Math.sqrt(product(vector, vector));
    // A column of one trial, or of equal ones, says nothing of a correlation.
    return length == 0 ? vector : Arrays.stream(vector).map(r -> r / length).toArray();
  }

  private static double correlationVariance(EscapeTime[] one, EscapeTime[] other) {
    double shared = 0;
    for (int seed = 0; seed < one.length; seed++) {
      shared += one[seed] != null && other[seed] != null ? 1 : 0;
    }
    return shared / present(one).size() / present(other).size();
  }

  private static double product(double[] one, double[] other) {
    double sum = 0;
    for (int seed = 0; seed < one.length; seed++) {
      sum += one[seed] * other[seed];
    }
    return sum;
  }
}
