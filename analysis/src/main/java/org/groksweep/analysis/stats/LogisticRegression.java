package org.groksweep.analysis.stats;

import java.util.Optional;

/**
 * Logistic regression of a response in [0, 1] on one variable, with a ridge on the slope: maximizes
 *
 * <p>Σᵢ [sᵢ ln pᵢ + (nᵢ - sᵢ) ln(1 - pᵢ)] - (ρ/2) b², with logit pᵢ = a + b (xᵢ - x̄)
 *
 * <p>where x̄ is the mean of x weighted by n. The ridge keeps b finite where the data are separated
 * (Albert and Anderson 1984, Biometrika 71, 1). sᵢ may be a count or a sum of fractions in [0, 1]
 * (a quasi-likelihood: Papke and Wooldridge 1996, J. Appl. Econometrics 11, 619).
 *
 * @param ridge ρ, above 0, in units of 1/slope²; {@link #DEFAULT_RIDGE} changes a slope of 10 from
 *     ninety balanced trials by under one per cent
 */
public record LogisticRegression(double ridge) {

  public static final double DEFAULT_RIDGE = 1e-3;

  private static final int MAX_ITERATIONS = 200;
  private static final double TOLERANCE = 1e-10;

  /**
   * Trials at one x.
   *
   * @param x where
   * @param successes in [0, trials], not necessarily whole
   * @param trials above 0
   */
  public record Point(double x, double successes, double trials) {
    public Point {
      if (!(trials > 0) || !(successes >= 0 && successes <= trials) || !Double.isFinite(x)) {
        throw new IllegalArgumentException(
            "point: x "
                + x
                + ", successes "
                + successes
                + ", trials "
                + trials
                + " must have finite x and successes in [0, trials], trials above 0");
      }
    }
  }

  /**
   * logit p = slope · (x - midpoint).
   *
   * @param slope b, per unit of x, not 0
   * @param midpoint the x at which p = 1/2
   */
  public record Fit(double slope, double midpoint) {

    public double probabilityAt(double x) {
      return 1 / (1 + Math.exp(-slope * (x - midpoint)));
    }
  }

  public LogisticRegression {
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("ridge: " + ridge + " must be above 0");
    }
  }

  /**
   * The fit by Newton's method with halved steps; empty where there is no midpoint: all succeed,
   * all fail, or the slope is 0.
   */
  public Optional<Fit> fit(Iterable<Point> points) {
    double trials = 0;
    double successes = 0;
    double sum = 0;
    for (Point point : points) {
      trials += point.trials();
      successes += point.successes();
      sum += point.trials() * point.x();
    }
    if (!(successes > 0 && successes < trials)) {
      return Optional.empty();
    }
    double centre = sum / trials;
    double intercept = Math.log(successes / (trials - successes));
    double slope = 0;
    double value = objective(points, centre, intercept, slope);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      Step step = newton(points, centre, intercept, slope);
      double scale = 1;
      double next = objective(points, centre, intercept + step.intercept, slope + step.slope);
      while (next <= value && scale > TOLERANCE) {
        scale /= 2;
        next =
            objective(
                points, centre, intercept + scale * step.intercept, slope + scale * step.slope);
      }
      if (next <= value) {
        // No step along Newton's direction climbs: the maximum, to rounding.
        break;
      }

      intercept += scale * step.intercept;
      slope += scale * step.slope;
      value = next;
      if (Math.abs(step.intercept) + Math.abs(step.slope) < TOLERANCE * (1 + Math.abs(slope))) {
        break;
      }
    }
    double midpoint = centre - intercept / slope;
    return Double.isFinite(midpoint) ? Optional.of(new Fit(slope, midpoint)) : Optional.empty();
  }

  private double objective(Iterable<Point> points, double centre, double intercept, double slope) {
    double value = -ridge / 2 * slope * slope;
    for (Point point : points) {
      double logit = intercept + slope * (point.x() - centre);
      value += point.successes() * logit - point.trials() * softplus(logit);
    }
    return value;
  }

  private record Step(double intercept, double slope) {}

  private Step newton(Iterable<Point> points, double centre, double intercept, double slope) {
    double gradientIntercept = 0;
    double gradientSlope = -ridge * slope;
    // The tiny diagonal keeps the system solvable where all p have run into 0 or 1.
    double ii = Double.MIN_NORMAL;
    double is = 0;
    double ss = ridge;
    for (Point point : points) {
      double x = point.x() - centre;
      double p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      double residual = point.successes() - point.trials() * p;
      double weight = point.trials() * p * (1 - p);
      gradientIntercept += residual;
      gradientSlope += residual * x;
      ii += weight;
      is += weight * x;
      ss += weight * x * x;
    }
    double determinant = ii * ss - is * is;
    return new Step(
        (ss * gradientIntercept - is * gradientSlope) / determinant,
        (ii * gradientSlope - is * gradientIntercept) / determinant);
  }

  /** ln(1 + eᵗ) without overflow. */
  private static double softplus(double t) {
    return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }
}
