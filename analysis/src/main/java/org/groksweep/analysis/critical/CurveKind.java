package org.groksweep.analysis.critical;

import java.util.Optional;
import org.groksweep.analysis.stats.LogisticRegression;

/**
 * What is fitted: the criterion, the working variance of a response, and which of floor and ceiling
 * are free.
 *
 * @param variance of a response around the curve
 * @param levels given floor and ceiling; empty where both are fitted
 */
record CurveKind(Variance variance, Optional<Levels> levels) {

  /** How a response's variance is taken to depend on its mean. */
  enum Variance {
    /** p (1 - p): zeros and ones. */
    BINOMIAL,
    /** The same everywhere: accuracies. */
    CONSTANT
  }

  private static final double RIDGE = LogisticRegression.DEFAULT_RIDGE;
  // Keeps a logarithm finite where a steep curve has run into 0 or 1.
  private static final double LEAST_PROBABILITY = 1e-12;

  /** P(generalize within the budget), from 0 to 1. */
  static final CurveKind PROBABILITY =
      new CurveKind(Variance.BINOMIAL, Optional.of(Levels.ZERO_TO_ONE));

  static CurveKind accuracy(Optional<Levels> levels) {
    return new CurveKind(Variance.CONSTANT, levels);
  }

  /** The sigmoid of slope and midpoint, its free levels at their least-squares values. */
  Sigmoid sigmoid(double slope, double midpoint, double[] x, double[] counts, double[] means) {
    if (levels.isPresent()) {
      return new Sigmoid(levels.get().floor(), levels.get().ceiling(), slope, midpoint);
    }
    Sigmoid shape = new Sigmoid(0, 1, slope, midpoint);
    double aa = 0;
    double ab = 0;
    double bb = 0;
    double ay = 0;
    double by = 0;
    for (int i = 0; i < x.length; i++) {
      double b = shape.shareAt(x[i]);
      double a = 1 - b;
      aa += counts[i] * a * a;
      ab += counts[i] * a * b;
      bb += counts[i] * b * b;
      ay += counts[i] * a * means[i];
      by += counts[i] * b * means[i];
    }
    double determinant = aa * bb - ab * ab;
    double floor = clip((bb * ay - ab * by) / determinant);
    double ceiling = clip((by - ab * floor) / bb);
    floor = clip((ay - ab * ceiling) / aa);
    return new Sigmoid(floor, ceiling, slope, midpoint);
  }

  double loss(Sigmoid sigmoid, double[] x, double[] counts, double[] means) {
    double loss = RIDGE / 2 * sigmoid.slope() * sigmoid.slope();
    for (int i = 0; i < x.length; i++) {
      loss += counts[i] * loss(sigmoid.valueAt(x[i]), means[i]);
    }
    return loss;
  }

  private double loss(double p, double mean) {
    if (variance == Variance.CONSTANT) {
      return 2 * (mean - p) * (mean - p);
    }
    return -mean * Math.log(Math.max(p, LEAST_PROBABILITY))
        - (1 - mean) * Math.log(Math.max(1 - p, LEAST_PROBABILITY));
  }

  // A level is a probability or an accuracy; a 0/0 (no size near it) says nothing against 0.
  private static double clip(double level) {
    return level > 0 ? Math.min(level, 1) : 0;
  }
}
