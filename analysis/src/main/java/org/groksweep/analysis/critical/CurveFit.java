package org.groksweep.analysis.critical;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * Sigmoids fitted to the pooled responses of a group, with some of their parameters held.
 *
 * <p>The criterion depends on the definition: for probabilities the binomial deviance
 *
 * <p>-Σ [sᵢ ln pᵢ + (nᵢ - sᵢ) ln(1 - pᵢ)] + (ρ/2) slope²,
 *
 * <p>for accuracies least squares in the binomial's scale at 1/2, 2 Σ nᵢ (ȳᵢ - pᵢ)² + (ρ/2) slope²,
 * with floor and ceiling at their own least-squares values in [0, 1] unless they are given. ρ
 * stabilizes the slope of sharp transitions ({@link
 * org.groksweep.analysis.stats.LogisticRegression#DEFAULT_RIDGE}).
 */
final class CurveFit {

  private static final double GRID_PER_SIZE = 8;
  private static final double WIDEST = 0.05;
  private static final double NARROWEST = 50;
  private static final int MAX_EVALUATIONS = 500;
  private static final double RELATIVE_ACCURACY = 1e-6;
  private static final double ABSOLUTE_ACCURACY = 1e-7;

  private final CurveKind kind;
  private final double[] x;
  private final double[] counts;
  private final double[] means;

  CurveFit(CurveKind kind, SeedCurves curves) {
    this.kind = kind;
    this.counts = curves.counts();
    this.x = new double[curves.sizeCount()];
    this.means = curves.sums();
    for (int size = 0; size < x.length; size++) {
      x[size] = curves.logSize(size);
      means[size] /= counts[size];
    }
  }

  /** The best sigmoid; its midpoint is sought in the grid widened by its own length at each end. */
  Sigmoid best() {
    double range = range();
    double step = range / (GRID_PER_SIZE * x.length);
    double at = argmin(m -> loss(atMidpoint(m)), x[0] - range, x[x.length - 1] + range, step);
    return atMidpoint(at);
  }

  /** The best sigmoid with the given midpoint. */
  Sigmoid atMidpoint(double midpoint) {
    double low = Math.log(leastSlope());
    double high = Math.log(greatestSlope());
    double at =
        minimize(s -> loss(kind.sigmoid(Math.exp(s), midpoint, x, counts, means)), low, high);
    return kind.sigmoid(Math.exp(at), midpoint, x, counts, means);
  }

  /** The best sigmoid with the given slope, sought from the grid's one end to its other. */
  Sigmoid atSlope(double slope) {
    double step = range() / (GRID_PER_SIZE * x.length);
    double at =
        argmin(m -> loss(kind.sigmoid(slope, m, x, counts, means)), x[0], x[x.length - 1], step);
    return kind.sigmoid(slope, at, x, counts, means);
  }

  /** A transition twenty times as wide as the grid: 1 / (20 ranges). */
  double leastSlope() {
    return WIDEST / range();
  }

  /** A transition within a fiftieth of the mean distance of the sizes. */
  double greatestSlope() {
    return NARROWEST * x.length / range();
  }

  private double range() {
    return x[x.length - 1] - x[0];
  }

  private double loss(Sigmoid sigmoid) {
    return kind.loss(sigmoid, x, counts, means);
  }

  /** A grid first, since the criterion may have several minima; then Brent around the best. */
  private static double argmin(DoubleUnaryOperator f, double low, double high, double step) {
    double best = low;
    double least = Double.POSITIVE_INFINITY;
    for (double at = low; at <= high; at += step) {
      double value = f.applyAsDouble(at);
      if (value < least) {
        least = value;
        best = at;
      }
    }
    return minimize(f, Math.max(low, best - step), Math.min(high, best + step));
  }

  private static double minimize(DoubleUnaryOperator f, double low, double high) {
    // A new one each time: it keeps its state in itself and the searches are nested.
    return new BrentOptimizer(RELATIVE_ACCURACY, ABSOLUTE_ACCURACY)
        .optimize(
            new MaxEval(MAX_EVALUATIONS),
            new UnivariateObjectiveFunction(f::applyAsDouble),
            GoalType.MINIMIZE,
            new SearchInterval(low, high))
        .getPoint();
  }
}
