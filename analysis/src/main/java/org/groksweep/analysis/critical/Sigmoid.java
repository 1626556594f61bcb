package org.groksweep.analysis.critical;

/**
 * A curve over x = ln(examples): floor + (ceiling - floor) / (1 + e^(-slope (x - midpoint))).
 *
 * @param floor for small sizes, in [0, 1]; it may lie below chance
 * @param ceiling for large sizes, in [0, 1]
 * @param slope above 0, per unit of ln(examples)
 * @param midpoint ln(examples) at which the curve is midway
 */
record Sigmoid(double floor, double ceiling, double slope, double midpoint) {

  double valueAt(double x) {
    return floor + (ceiling - floor) * shareAt(x);
  }

  /** The way from floor to ceiling that is done at x, in [0, 1]. */
  double shareAt(double x) {
    return 1 / (1 + Math.exp(-slope * (x - midpoint)));
  }
}
