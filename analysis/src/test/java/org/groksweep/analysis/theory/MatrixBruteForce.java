package org.groksweep.analysis.theory;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/** ½‖W_3·W_2·W_1 − diag(s)‖² + (β/2)Σ‖W‖² of a 2-2-2-2 network, by its definition. */
final class MatrixBruteForce {

  private static final int WEIGHTS = 12;
  private static final double STEP = 1e-4;

  private MatrixBruteForce() {}

  /** The Hessian's eigenvalues at diagonal layers, ascending, by central differences. */
  static double[] curvatures(List<Double> singularValues, double l2, List<Double> diagonal) {
    double[] weights = new double[WEIGHTS];
    for (int layer = 0; layer < 3; layer++) {
      weights[4 * layer] = diagonal.get(0);
      weights[4 * layer + 3] = diagonal.get(1);
    }
    RealMatrix hessian = new Array2DRowRealMatrix(WEIGHTS, WEIGHTS);
    for (int a = 0; a < WEIGHTS; a++) {
      for (int b = 0; b < WEIGHTS; b++) {
        double sum = 0;
        for (int sign = 0; sign < 4; sign++) {
          double[] moved = weights.clone();
          double byA = (sign & 1) == 0 ? STEP : -STEP;
          double byB = (sign & 2) == 0 ? STEP : -STEP;
          moved[a] += byA;
          moved[b] += byB;
          sum += Math.signum(byA * byB) * energy(singularValues, l2, moved);
        }
        hessian.setEntry(a, b, sum / (4 * STEP * STEP));
      }
    }
    double[] curvatures = new EigenDecompositionSymmetric(hessian).getEigenvalues();
    Arrays.sort(curvatures);
    return curvatures;
  }

  private static double energy(List<Double> singularValues, double l2, double[] weights) {
    RealMatrix product = layer(weights, 2).multiply(layer(weights, 1)).multiply(layer(weights, 0));
    for (int mode = 0; mode < 2; mode++) {
      product.addToEntry(mode, mode, -singularValues.get(mode));
    }
    double error = product.getFrobeniusNorm();
    return error * error / 2 + l2 / 2 * Arrays.stream(weights).map(w -> w * w).sum();
  }

  private static RealMatrix layer(double[] weights, int layer) {
    return new Array2DRowRealMatrix(
        new double[][] {
          {weights[4 * layer], weights[4 * layer + 1]},
          {weights[4 * layer + 2], weights[4 * layer + 3]}
        });
  }
}
