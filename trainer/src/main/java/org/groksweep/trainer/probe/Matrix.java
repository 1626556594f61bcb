package org.groksweep.trainer.probe;

import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;

/** A matrix of the size that networks' layers have, with sums in a fixed order. */
final class Matrix {

  private final int rows;
  private final int columns;
  private final double[] values;

  /** A matrix that takes the array over; row-major. */
  Matrix(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /**
   * The weights of a network's layers, [outputs, inputs], from the input on; at least one.
   *
   * @throws IllegalArgumentException if it has none, or one that is no matrix
   */
  static List<Matrix> layersOf(Weights weights) {
    List<Matrix> layers = weights.layers().stream().map(Matrix::of).toList();
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(weights + " must have " + Weights.weightName(1));
    }
    return layers;
  }

  private static Matrix of(Tensor tensor) {
    if (tensor.rank() != 2) {
      throw new IllegalArgumentException(tensor + " must be a matrix");
    }
    return new Matrix(tensor.length(0), tensor.length(1), tensor.values());
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double at(int row, int column) {
    return values[row * columns + column];
  }

  Matrix transposed() {
    double[] transposed = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = at(i, j);
      }
    }
    return new Matrix(columns, rows, transposed);
  }

  /** This matrix times another of as many rows as this has columns. */
  Matrix times(Matrix right) {
    if (right.rows != columns) {
      throw new IllegalArgumentException(
          "%d columns do not fit %d rows".formatted(columns, right.rows));
    }
    double[] product = new double[Math.multiplyExact(rows, right.columns)];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        double factor = at(i, k);
        for (int j = 0; j < right.columns; j++) {
          product[i * right.columns + j] += factor * right.values[k * right.columns + j];
        }
      }
    }
    return new Matrix(rows, right.columns, product);
  }

  /** The Frobenius norm of the difference to a matrix of the same shape. */
  double distance(Matrix other) {
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - other.values[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
