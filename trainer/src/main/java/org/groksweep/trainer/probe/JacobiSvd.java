package org.groksweep.trainer.probe;

import java.util.Arrays;

/**
 * Singular values by one-sided Jacobi rotations (Hestenes, 1958): columns are rotated in pairs
 * until all are orthogonal; their norms are the singular values. Small values come out with high
 * relative accuracy where the columns are well scaled (Demmel and Veselić, 1992). Only additions,
 * multiplications, divisions and square roots in a fixed order: the same bits everywhere.
 */
final class JacobiSvd {

  /** Per row: what rounding leaves of the cosine of two orthogonal columns. */
  private static final double TOLERANCE = 0x1p-52;

  // Convergence is quadratic: six to ten sweeps for any matrix that a network has.
  private static final int MOST_SWEEPS = 60;

  private JacobiSvd() {}

  /**
   * All min(rows, columns) singular values in descending order; all NaN if an element is not
   * finite.
   */
  static double[] singularValues(Matrix matrix) {
    double[][] columns = columns(matrix.rows() < matrix.columns() ? matrix.transposed() : matrix);
    double[] norms = new double[columns.length];
    double scale = scale(columns);
    if (!Double.isFinite(scale)) {
      Arrays.fill(norms, Double.NaN);
      return norms;
    }
    if (scale == 0) {
      return norms;
    }
    orthogonalize(columns);
    for (int i = 0; i < columns.length; i++) {
      norms[i] = scale * Math.sqrt(dot(columns[i], columns[i]));
    }
    Arrays.sort(norms);
    for (int i = 0; i < norms.length / 2; i++) {
      double swapped = norms[i];
      norms[i] = norms[norms.length - 1 - i];
      norms[norms.length - 1 - i] = swapped;
    }
    return norms;
  }

  private static double[][] columns(Matrix matrix) {
    double[][] columns = new double[matrix.columns()][matrix.rows()];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < matrix.rows(); i++) {
        columns[j][i] = matrix.at(i, j);
      }
    }
    return columns;
  }

  /** Divides all columns by the largest magnitude, so that no square overflows; returns it. */
  private static double scale(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      for (double value : column) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    if (largest > 0 && Double.isFinite(largest)) {
      for (double[] column : columns) {
        for (int i = 0; i < column.length; i++) {
          column[i] /= largest;
        }
      }
    }
    return largest;
  }

  private static void orthogonalize(double[][] columns) {
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int i = 0; i < columns.length; i++) {
        for (int j = i + 1; j < columns.length; j++) {
          rotated |= rotate(columns[i], columns[j]);
        }
      }
    }
  }

  /** Makes two columns orthogonal; false if they were. */
  private static boolean rotate(double[] a, double[] b) {
    double alpha = dot(a, a);
    double beta = dot(b, b);
    double gamma = dot(a, b);
    if (Math.abs(gamma) <= TOLERANCE * a.length * Math.sqrt(alpha) * Math.sqrt(beta)) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double tangent = Math.signum(zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    if (zeta == 0) {
      tangent = 1;
    }
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    for (int i = 0; i < a.length; i++) {
      double old = a[i];
      a[i] = cosine * old - sine * b[i];
      b[i] = sine * old + cosine * b[i];
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
