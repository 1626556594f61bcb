package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.ScalarLoss;

/**
 * Factored matrices in the lanes of a tile. A batch enters by its counts alone: with C the number
 * of its examples at an entry or the one across the diagonal, over the batch's size and twice as
 * much on the diagonal, and R = P − Y what is left of the targets, the slopes are S = C∘R, and the
 * gradients S·U and −S·V. So lanes whose entries are others share one pass over whole products: 6
 * d³ operations, where n observed entries alone would take 12 n·d.
 *
 * <p>An entry that overflows ends a lane even where no example of the batch looks at it: 0·∞.
 */
final class MatrixLanes<A> implements LanePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final int size;
  private final double slopeScale;
  private final ScalarSets sets;
  private final LaneBatches batches;
  private final Replica[] replicas;

  /** [2 · size · size] U, then V, row by row. */
  private final A[] weights;

  private final A[] gradient;

  /** [size · size] symmetric: R, C, S and −S. */
  private final A[] residual;

  private final A[] counts;
  private final A[] slope;
  private final A[] opposite;
  private final A[] scratch;
  private final A[] finiteness;

  MatrixLanes(LaneArithmetic<A> arithmetic, MatrixReplicas model, GroupPhase phase, int lanes) {
    this.arithmetic = arithmetic;
    this.size = model.size();
    this.slopeScale = ScalarLoss.slopeScale(model.spec().loss());
    this.sets = model.sets();
    this.batches = new LaneBatches(model.sets(), phase);
    this.replicas = new Replica[lanes];
    this.weights = arithmetic.allocate(2 * size * size, lanes);
    this.gradient = arithmetic.allocate(2 * size * size, lanes);
    this.residual = symmetric(lanes);
    this.counts = symmetric(lanes);
    this.slope = symmetric(lanes);
    this.opposite = symmetric(lanes);
    this.scratch = arithmetic.allocate(1, lanes);
    this.finiteness = arithmetic.allocate(1, lanes);
  }

  private A[] symmetric(int lanes) {
    A[] matrix = arithmetic.allocate(size * size, lanes);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i * size + j] = matrix[j * size + i];
      }
    }
    return matrix;
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
  public void place(int lane, Replica replica) {
    replicas[lane] = replica;
    if (batches.areFull()) {
      count(lane);
    }
  }

  private void count(int lane) {
    int taken = batches.take(replicas[lane]);
    for (A entry : counts) {
      arithmetic.set(entry, lane, 0);
    }
    for (int i = 0; i < taken; i++) {
      int entry = batches.number(i);
      boolean onDiagonal = entry / size == entry % size;
      A counted = counts[entry];
      arithmetic.set(counted, lane, arithmetic.get(counted, lane) + (onDiagonal ? 2.0 : 1.0));
    }
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        A counted = counts[i * size + j];
        arithmetic.set(counted, lane, arithmetic.get(counted, lane) / taken);
      }
    }
  }

  @Override
  public void copyLane(int from, int to) {
    replicas[to] = replicas[from];
    arithmetic.copyLane(counts, from, to);
  }

  @Override
  public void takeBatches(long update, int lanes) {
    for (int lane = 0; lane < lanes && !batches.areFull(); lane++) {
      count(lane);
    }
  }

  @Override
  public void forward(int lanes) {
    int second = size * size;
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        A entry = residual[i * size + j];
        int row = i * size;
        int column = j * size;
        arithmetic.dot(entry, weights, row, 1, weights, column, 1, size, lanes);
        arithmetic.dot(
            scratch[0], weights, second + row, 1, weights, second + column, 1, size, lanes);
        arithmetic.subtractInPlace(entry, scratch[0], lanes);
        arithmetic.subtract(entry, entry, sets.target(row + j), lanes);
      }
    }
  }

  @Override
  public void slope(int lanes) {
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        int at = i * size + j;
        arithmetic.scaledProduct(slope[at], counts[at], residual[at], 1, lanes);
        arithmetic.scaledProduct(opposite[at], counts[at], residual[at], -1, lanes);
      }
    }
  }

  @Override
  public A finiteness(int lanes) {
    // Twice the mean of squares: every entry off the diagonal comes twice.
    arithmetic.dot(finiteness[0], slope, 0, 1, residual, 0, 1, size * size, lanes);
    return finiteness[0];
  }

  @Override
  public void backward(int lanes) {
    int second = size * size;
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        int at = i * size + k;
        arithmetic.dot(gradient[at], slope, i * size, 1, weights, k, size, size, lanes);
        arithmetic.dot(
            gradient[second + at], opposite, i * size, 1, weights, second + k, size, size, lanes);
      }
    }
  }

  @Override
  public void look(int lanes) {
    slope(lanes);
    finiteness(lanes);
  }

  @Override
  public double watched(Watch watch, int lane) {
    return slopeScale / 4 * arithmetic.get(finiteness[0], lane);
  }
}
