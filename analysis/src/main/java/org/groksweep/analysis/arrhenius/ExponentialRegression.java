package org.groksweep.analysis.arrhenius;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Accelerated failure times: ln t = η + ln Exp(1) with η = offset + Σ_j coefficient_j·column_j,
 * constant within a group. With d events and total time t in a group the log-likelihood is
 *
 * <pre>
 * ℓ = Σ [−d·η − t·e^{−η}]
 * </pre>
 *
 * <p>concave in the coefficients, so Newton's method with halved steps finds its maximum where
 * there is one: where the groups with events span the columns.
 */
final class ExponentialRegression {

  private static final int MAX_ROUNDS = 200;
  // Half the Newton decrement is the log-likelihood still to be gained.
  private static final double NEGLIGIBLE_GAIN = 1e-13;

  private final double[][] columns;
  private final double[] offsets;
  private final double[] events;
  private final double[] times;

  /**
   * A regression over G groups.
   *
   * @param columns [coefficients, G]
   * @param offsets [G]
   * @param events [G] number of events
   * @param times [G] total time, above 0
   */
  ExponentialRegression(double[][] columns, double[] offsets, double[] events, double[] times) {
    this.columns = columns;
    this.offsets = offsets;
    this.events = events;
    this.times = times;
  }

  /** The maximum of the likelihood. */
  static final class Maximum {
    private final double[] coefficients;
    private final double logLikelihood;

    private Maximum(double[] coefficients, double logLikelihood) {
      this.coefficients = coefficients;
      this.logLikelihood = logLikelihood;
    }

    double coefficient(int index) {
      return coefficients[index];
    }

    double logLikelihood() {
      return logLikelihood;
    }
  }

  /** The maximum; empty where the search does not end or the columns do not span. */
  Optional<Maximum> maximize() {
    Optional<double[]> start = leastSquares();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    double[] at = start.get();
    double value = logLikelihood(at);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double[] slope = gradient(at);
      Optional<double[]> step = solve(expectedEvents(at), slope);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      double gain = 0;
      for (int j = 0; j < slope.length; j++) {
        gain += slope[j] * step.get()[j] / 2;
      }
      double[] next = improved(at, value, step.get());
      double nextValue = logLikelihood(next);
      if (gain <= NEGLIGIBLE_GAIN * (1 + Math.abs(value))) {
        return Optional.of(new Maximum(next, nextValue));
      }
      at = next;
      value = nextValue;
    }
    return Optional.empty();
  }

  /** The maximum over all other coefficients where one is held at a value. */
  Optional<Maximum> maximizeWith(int held, double value) {
    double[] shifted = offsets.clone();
    double[][] others = new double[columns.length - 1][];
    for (int j = 0; j < columns.length; j++) {
      if (j != held) {
        others[j < held ? j : j - 1] = columns[j];
      }
    }
    for (int g = 0; g < shifted.length; g++) {
      shifted[g] += value * columns[held][g];
    }
    return new ExponentialRegression(others, shifted, events, times).maximize();
  }

  /** Fisher's standard error of a coefficient, from the number of events. */
  double standardError(int coefficient) {
    return Math.sqrt(inverseInformation(coefficient)[coefficient]);
  }

  /** [G] by how much a coefficient moves with the score of one trial of a group. */
  double[] influences(int coefficient) {
    double[] row = inverseInformation(coefficient);
    double[] influences = new double[offsets.length];
    for (int g = 0; g < influences.length; g++) {
      influences[g] = eta(row, g) - offsets[g];
    }
    return influences;
  }

  private double[] inverseInformation(int coefficient) {
    double[] unit = new double[columns.length];
    unit[coefficient] = 1;
    return solve(events, unit)
        .orElseThrow(() -> new IllegalStateException("the groups with events span no column"));
  }

  private double logLikelihood(double[] coefficients) {
    double sum = 0;
    for (int g = 0; g < offsets.length; g++) {
      double eta = eta(coefficients, g);
      sum -= events[g] * eta + times[g] * Math.exp(-eta);
    }
    return sum;
  }

  private double eta(double[] coefficients, int group) {
    double eta = offsets[group];
    for (int j = 0; j < coefficients.length; j++) {
      eta += coefficients[j] * columns[j][group];
    }
    return eta;
  }

  /**
   * Where the search starts: the least-squares fit of ln(t/d) over the groups with events, weighted
   * by them. It is near in any unit of time.
   */
  private Optional<double[]> leastSquares() {
    double[] right = new double[columns.length];
    for (int g = 0; g < offsets.length; g++) {
      if (events[g] > 0) {
        double logMean = Math.log(times[g] / events[g]) - offsets[g];
        for (int j = 0; j < right.length; j++) {
          right[j] += events[g] * columns[j][g] * logMean;
        }
      }
    }
    return solve(events, right);
  }

  private double[] gradient(double[] coefficients) {
    double[] expected = expectedEvents(coefficients);
    double[] gradient = new double[coefficients.length];
    for (int g = 0; g < offsets.length; g++) {
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += (expected[g] - events[g]) * columns[j][g];
      }
    }
    return gradient;
  }

  /** t·e^{−η} of each group: its number of events under the law, and its weight in the Hessian. */
  private double[] expectedEvents(double[] coefficients) {
    double[] expected = new double[offsets.length];
    for (int g = 0; g < expected.length; g++) {
      expected[g] = times[g] * Math.exp(-eta(coefficients, g));
    }
    return expected;
  }

  /** Solves (Σ weight·column·columnᵀ)·x = right; empty where the matrix is not positive. */
  private Optional<double[]> solve(double[] weights, double[] right) {
    RealMatrix matrix = new Array2DRowRealMatrix(right.length, right.length);
    for (int g = 0; g < weights.length; g++) {
      for (int j = 0; j < right.length; j++) {
        for (int k = 0; k < right.length; k++) {
          // The product of the columns first: the matrix is then symmetric to the last bit.
          matrix.addToEntry(j, k, weights[g] * (columns[j][g] * columns[k][g]));
        }
      }
    }
    try {
      return Optional.of(
          new CholeskyDecomposition(matrix)
              .getSolver()
              .solve(new ArrayRealVector(right, false))
              .toArray());
    } catch (MathRuntimeException singular) {
      // Not positive definite: the caller reports NOT_CONVERGED.
      return Optional.empty();
    }
  }

  /** The full step, or the largest half of a half of it that does not lower the likelihood. */
  private double[] improved(double[] from, double value, double[] step) {
    double share = 1;
    while (share > 1e-12) {
      double[] next = Arrays.copyOf(from, from.length);
      for (int j = 0; j < next.length; j++) {
        next[j] += share * step[j];
      }
      if (logLikelihood(next) >= value) {
        return next;
      }
      share /= 2;
    }
    return from;
  }
}
