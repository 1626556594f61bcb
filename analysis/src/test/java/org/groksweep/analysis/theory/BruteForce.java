package org.groksweep.analysis.theory;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** A chain's energy from its definition, and derivatives by central differences. */
final class BruteForce {

  private static final double STEP = 1e-4;

  private BruteForce() {}

  /** E(w) = ½(Πw_l − s)² + (β/2)Σw_l². */
  static double energy(DeepLinearMode mode, double l2, double[] weights) {
    double product = 1;
    double squares = 0;
    for (double weight : weights) {
      product *= weight;
      squares += weight * weight;
    }
    double error = product - mode.singularValue();
    return error * error / 2 + l2 / 2 * squares;
  }

  static double[] gradient(DeepLinearMode mode, double l2, double[] weights) {
    double[] gradient = new double[weights.length];
    for (int l = 0; l < weights.length; l++) {
      double[] moved = weights.clone();
      moved[l] += STEP;
      double above = energy(mode, l2, moved);
      moved[l] -= 2 * STEP;
      gradient[l] = (above - energy(mode, l2, moved)) / (2 * STEP);
    }
    return gradient;
  }

  /** The Hessian's eigenvalues, descending. */
  static double[] curvatures(DeepLinearMode mode, double l2, double[] weights) {
    RealMatrix hessian = new Array2DRowRealMatrix(weights.length, weights.length);
    for (int a = 0; a < weights.length; a++) {
      for (int b = 0; b < weights.length; b++) {
        hessian.setEntry(
            a,
            b,
            (moved(mode, l2, weights, a, STEP, b, STEP)
                    - moved(mode, l2, weights, a, STEP, b, -STEP)
                    - moved(mode, l2, weights, a, -STEP, b, STEP)
                    + moved(mode, l2, weights, a, -STEP, b, -STEP))
                / (4 * STEP * STEP));
      }
    }
    return new EigenDecompositionSymmetric(hessian).getEigenvalues();
  }

  private static double moved(
      DeepLinearMode mode, double l2, double[] weights, int a, double by, int b, double andBy) {
    double[] moved = weights.clone();
    moved[a] += by;
    moved[b] += andBy;
    return energy(mode, l2, moved);
  }
}
