package org.groksweep.trainer.probe;

import java.util.Arrays;

/**
 * Singular values by one-sided Jacobi rotations (Hestenes, 1958): columns are rotated in pairs
 * until all are orthogonal; their norms are the singular values. Small values come out with high
 * relative accuracy where the columns are well scaled (Demmel and Veselić, 1992). Only additions,
 * multiplications, divisions and square roots in a fixed order: the same bits everywhere.
 *
 * <p>It has room for matrices of one shape, so that finding allocates nothing.
 */
public final class JacobiSvd {

  /** Per row: what rounding leaves of the cosine of two orthogonal columns. */
  private static final double TOLERANCE = 0x1p-52;

  // Convergence is quadratic: six to ten sweeps for any matrix that a network has.
  private static final int MOST_SWEEPS = 60;

  private final int rows;
  private final int columns;

  /** Those of the matrix, or of its transpose where that has fewer. */
  private final double[][] rotated;

  private final double[] norms;

  /** For matrices of a shape. */
  public JacobiSvd(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.norms = new double[Math.min(rows, columns)];
    this.rotated = new double[norms.length][Math.max(rows, columns)];
  }

  /** The singular values of a matrix, as {@link #singularValues(double[])} has them. */
  static double[] singularValues(Matrix matrix) {
    double[] values = new double[matrix.rows() * matrix.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.at(i / matrix.columns(), i % matrix.columns());
    }
    return new JacobiSvd(matrix.rows(), matrix.columns()).singularValues(values);
  }

  /**
   * All min(rows, columns) singular values in descending order; all NaN if an element is not
   * finite.
   *
   * @param matrix [rows, columns] row-major
   * @return an array that the next call writes again
   */
  public double[] singularValues(double[] matrix) {
    copy(matrix);
    double scale = scale(rotated);
    if (!Double.isFinite(scale) || scale == 0) {
      Arrays.fill(norms, scale == 0 ? 0 : Double.NaN);
      return norms;
    }
    orthogonalize(rotated);
    for (int i = 0; i < norms.length; i++) {
      norms[i] = scale * Math.sqrt(dot(rotated[i], rotated[i]));
    }
    Arrays.sort(norms);
    for (int i = 0; i < norms.length / 2; i++) {
      double swapped = norms[i];
      norms[i] = norms[norms.length - 1 - i];
      norms[norms.length - 1 - i] = swapped;
    }
    return norms;
  }

  private void copy(double[] matrix) {
    boolean wide = rows < columns;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        rotated[wide ? i : j][wide ? j : i] = matrix[i * columns + j];
      }
    }
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
