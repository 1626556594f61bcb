package org.groksweep.analysis.critical;

import java.util.Arrays;
import org.groksweep.analysis.critical.CurveKind.Variance;
import org.groksweep.analysis.stats.LogisticRegression;

/**
 * Tests a value of a sigmoid's midpoint or slope, with whole seeds as the independent units.
 *
 * <p>At the curve fitted under the tested value, seed s has the efficient score
 *
 * <p>U_s = Σ over its trials of h(x) (y - p(x)) / v(x),
 *
 * <p>where h is the curve's derivative by the tested parameter, made orthogonal (in the product
 * weighted by n/v) to its derivatives by the parameters that were fitted, and v is the working
 * variance. Whatever the dependence within a seed, the U_s are independent with mean 0 if the value
 * is right, so t = √S · mean / sd is compared with Student's t of S - 1 degrees of freedom. Source:
 * the generalized score test, Boos 1992, Am. Statistician 46, 327; Rotnitzky and Jewell 1990,
 * Biometrika 77, 485, for clusters.
 */
final class ScoreTest {

  /** What is tested. */
  enum Parameter {
    MIDPOINT,
    SLOPE
  }

  // A derivative this small beside its own length before projection is a combination of others.
  private static final double COLLINEAR = 1e-10;
  // A mean score this small beside the largest residual is rounding of the fit.
  private static final double ROUNDING = 1e-6;

  private final CurveKind kind;
  private final SeedCurves curves;
  private final double[] counts;

  ScoreTest(CurveKind kind, SeedCurves curves) {
    this.kind = kind;
    this.curves = curves;
    this.counts = curves.counts();
  }

  /**
   * Student's t of the seeds' scores.
   *
   * @param fitted the curve under the tested value
   * @return positive where the data ask for a larger value; infinite where all seeds agree that the
   *     value is wrong
   */
  double statistic(Parameter parameter, Sigmoid fitted) {
    double[] influence = influence(parameter, fitted);
    double[] scores = scores(influence, fitted);
    double largest = Arrays.stream(influence).map(Math::abs).max().orElseThrow();
    double mean = Arrays.stream(scores).average().orElseThrow();
    if (Math.abs(mean) <= ROUNDING * largest) {
      return 0;
    }
    return mean / Math.sqrt(variance(scores) / scores.length);
  }

  /**
   * The same scores against the variance that they have if all trials are independent and the
   * working variance is right: a standard normal statistic.
   */
  double statisticIfIndependent(Parameter parameter, Sigmoid fitted) {
    double[] influence = influence(parameter, fitted);
    double information = 0;
    for (int i = 0; i < influence.length; i++) {
      double share = fitted.shareAt(curves.logSize(i));
      double bell = kind.variance() == Variance.BINOMIAL ? share * (1 - share) : 1;
      information += counts[i] * bell * influence[i] * influence[i];
    }
    double sum = Arrays.stream(scores(influence, fitted)).sum();
    return sum / Math.sqrt(information * dispersion(fitted));
  }

  /**
   * Standard error of the parameter at its estimate: √S sd(U) over the mean slope of ΣU, the
   * sandwich with seeds as clusters (Liang and Zeger 1986, Biometrika 73, 13).
   */
  double standardError(Parameter parameter, Sigmoid fitted) {
    double[] influence = influence(parameter, fitted);
    double slope = 0;
    for (int i = 0; i < influence.length; i++) {
      double share = fitted.shareAt(curves.logSize(i));
      double rise = (fitted.ceiling() - fitted.floor()) * share * (1 - share);
      double derivative =
          parameter == Parameter.MIDPOINT
              ? -fitted.slope() * rise
              : rise * (curves.logSize(i) - fitted.midpoint());
      slope += counts[i] * influence[i] * derivative;
    }
    return Math.sqrt(curves.seeds() * variance(scores(influence, fitted))) / Math.abs(slope);
  }

  /** [seeds] U_s. */
  private double[] scores(double[] influence, Sigmoid fitted) {
    double[] scores = new double[curves.seeds()];
    for (int seed = 0; seed < scores.length; seed++) {
      for (int i = 0; i < curves.responses(seed); i++) {
        int size = curves.sizeOf(seed, i);
        scores[seed] += influence[size] * residual(seed, i, fitted);
      }
    }
    return scores;
  }

  /** Mean squared residual in units of the working variance: 1 for the binomial. */
  private double dispersion(Sigmoid fitted) {
    if (kind.variance() == Variance.BINOMIAL) {
      return 1;
    }
    double squares = 0;
    for (int seed = 0; seed < curves.seeds(); seed++) {
      for (int i = 0; i < curves.responses(seed); i++) {
        double residual = residual(seed, i, fitted);
        squares += residual * residual;
      }
    }
    return squares / Arrays.stream(counts).sum();
  }

  private double residual(int seed, int i, Sigmoid fitted) {
    return curves.value(seed, i) - fitted.valueAt(curves.logSize(curves.sizeOf(seed, i)));
  }

  private static double variance(double[] scores) {
    double mean = Arrays.stream(scores).average().orElseThrow();
    return Arrays.stream(scores).map(u -> (u - mean) * (u - mean)).sum() / (scores.length - 1.0);
  }

  /** [sizes] h/v of each size. */
  private double[] influence(Parameter parameter, Sigmoid fitted) {
    boolean binomial = kind.variance() == Variance.BINOMIAL;
    int sizes = curves.sizeCount();
    double[] weight = new double[sizes];
    double[] midpoint = new double[sizes];
    double[] slope = new double[sizes];
    double[] floor = new double[sizes];
    double[] ceiling = new double[sizes];
    for (int i = 0; i < sizes; i++) {
      double share = fitted.shareAt(curves.logSize(i));
      double bell = share * (1 - share);
      // Derivatives over v, up to a factor: in the binomial case the bell cancels, so no 0/0.
      double scale = binomial ? 1 : bell;
      weight[i] = counts[i] * (binomial ? bell : 1);
      midpoint[i] = -scale;
      slope[i] = scale * (curves.logSize(i) - fitted.midpoint());
      floor[i] = 1 - share;
      ceiling[i] = share;
    }
    boolean testsMidpoint = parameter == Parameter.MIDPOINT;
    double[] tested = testsMidpoint ? midpoint : slope;
    double[] other = testsMidpoint ? slope : midpoint;
    // A level that lies on its limit was not fitted.
    if (kind.levels().isEmpty() && fitted.floor() > 0) {
      projectInPlace(ceiling, floor, weight, 0);
      projectInPlace(other, floor, weight, 0);
      projectInPlace(tested, floor, weight, 0);
    }
    if (kind.levels().isEmpty() && fitted.ceiling() < 1) {
      projectInPlace(other, ceiling, weight, 0);
      projectInPlace(tested, ceiling, weight, 0);
    }
    projectInPlace(tested, other, weight, testsMidpoint ? LogisticRegression.DEFAULT_RIDGE : 0);
    return tested;
  }

  /** Takes from {@code vector} its part along {@code direction}. */
  private static void projectInPlace(
      double[] vector, double[] direction, double[] weight, double ridge) {
    double along = 0;
    double length = ridge;
    for (int i = 0; i < vector.length; i++) {
      along += weight[i] * vector[i] * direction[i];
      length += weight[i] * direction[i] * direction[i];
    }
    if (length <= COLLINEAR) {
      return;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= along / length * direction[i];
    }
  }
}
