package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;
import org.groksweep.trainer.engine.ScalarLoss;

/** A factored matrix along the rows of U and V: the sums of {@link MatrixLanes}, row by row. */
final class MatrixCoordinates<A> implements CoordinatePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final int size;
  private final double slopeScale;
  private final LaneBatches batches;

  /** [2 · size] rows of U, then of V. */
  private final A[] weights;

  private final A[] gradient;

  /** [2 · size] columns of U, then of V. */
  private final A[] columns;

  /** [size] rows of the targets, of what is left of them, of the counts and of the slopes. */
  private final A[] targets;

  private final A[] residual;

  private final A[] counts;
  private final A[] slope;
  private final A[] scratch;

  /** [size · size] counts, and [size] a row of numbers as factors. */
  private final double[] counted;

  private final double[] factors;
  private Replica replica;

  MatrixCoordinates(LaneArithmetic<A> arithmetic, MatrixReplicas model, GroupPhase phase) {
    this.arithmetic = arithmetic;
    this.size = model.size();
    this.slopeScale = ScalarLoss.slopeScale(model.spec().loss());
    this.batches = new LaneBatches(model.sets(), phase);
    this.weights = arithmetic.allocate(2 * size, size);
    this.gradient = arithmetic.allocate(2 * size, size);
    this.columns = arithmetic.allocate(2 * size, size);
    this.targets = arithmetic.allocate(size, size);
    this.residual = arithmetic.allocate(size, size);
    this.counts = arithmetic.allocate(size, size);
    this.slope = arithmetic.allocate(size, size);
    this.scratch = arithmetic.allocate(1, size);
    this.counted = new double[size * size];
    this.factors = new double[size];
    for (int number = 0; number < counted.length; number++) {
      arithmetic.set(targets[number / size], number % size, model.sets().target(number));
    }
  }

  @Override
  public int length() {
    return size;
  }

  @Override
  public A[] weights() {
    return weights;
  }

  @Override
  public A[] gradient() {
    return gradient;
  }

  @Override
  public double gradientScale() {
    return slopeScale;
  }

  @Override
  public void place(Replica placed) {
    replica = placed;
    if (batches.areFull()) {
      count();
    }
  }

  private void count() {
    int taken = batches.take(replica);
    Arrays.fill(counted, 0);
    for (int i = 0; i < taken; i++) {
      int row = batches.number(i) / size;
      int column = batches.number(i) % size;
      counted[row * size + column]++;
      counted[column * size + row]++;
    }
    for (int i = 0; i < counted.length; i++) {
      arithmetic.set(counts[i / size], i % size, counted[i] / taken);
    }
  }

  @Override
  public void takeBatch() {
    if (!batches.areFull()) {
      count();
    }
  }

  @Override
  public void forward() {
    for (int i = 0; i < weights.length; i++) {
      for (int k = 0; k < size; k++) {
        int first = i / size * size;
        arithmetic.set(columns[first + k], i - first, arithmetic.get(weights[i], k));
      }
    }
    for (int i = 0; i < size; i++) {
      rowTimes(columns, 0, weights[i], residual[i]);
      rowTimes(columns, size, weights[size + i], scratch[0]);
      arithmetic.subtractInPlace(residual[i], scratch[0], size);
      arithmetic.subtractInPlace(residual[i], targets[i], size);
    }
  }

  /** product ← row · the matrix of the arrays from one on. */
  private void rowTimes(A[] matrix, int from, A row, A product) {
    for (int j = 0; j < size; j++) {
      factors[j] = arithmetic.get(row, j);
    }
    arithmetic.weightedSum(product, factors, 0, 1, matrix, from, 1, size, size);
  }

  @Override
  public boolean takeGradient() {
    if (!Double.isFinite(twiceTheSquares())) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      rowTimes(weights, 0, slope[i], gradient[i]);
      arithmetic.scaledProduct(slope[i], counts[i], residual[i], -1, size);
      rowTimes(weights, size, slope[i], gradient[size + i]);
    }
    return true;
  }

  private double twiceTheSquares() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      arithmetic.scaledProduct(slope[i], counts[i], residual[i], 1, size);
      sum = arithmetic.addProducts(sum, slope[i], residual[i], size);
    }
    return sum;
  }

  @Override
  public double loss() {
    return slopeScale / 4 * twiceTheSquares();
  }
}
