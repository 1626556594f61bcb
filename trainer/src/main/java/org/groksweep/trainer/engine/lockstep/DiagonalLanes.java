package org.groksweep.trainer.engine.lockstep;

/**
 * Diagonal networks in the lanes of a tile: the coefficients wₖ = uₖ² − vₖ², the outputs Σ wₖ·xₖ of
 * a batch, the loss's slopes by them, gₖ = Σ slope·xₖ over the batch, and the gradients 2·uₖ·gₖ and
 * −2·vₖ·gₖ.
 *
 * <p>Where all replicas see whole training sets that are the same, the inputs are numbers and no
 * arrays: the same bits, in less time.
 */
final class DiagonalLanes<A> implements LanePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final DiagonalReplicas model;
  private final int features;
  private final int examples;
  private final LaneBatches batches;
  private final LaneLoss<A> loss;
  private final Replica[] replicas;

  /** [2 · features] u, then v. */
  private final A[] weights;

  private final A[] gradient;

  /** [features] */
  private final A[] coefficients;

  private final A[] slope;

  /** [examples · features] of the batches, row by row; none where they are shared. */
  private final A[] inputs;

  /** [examples · features] of all lanes, where they are shared. */
  private final double[] shared;

  /** [examples] signs or targets. */
  private final A[] targets;

  /** [examples] outputs, then the loss's slopes by them. */
  private final A[] outputs;

  /** [1] what an example counts in a lane's mean. */
  private final A[] exampleWeight;

  private final A[] finiteness;
  private final double[] losses;

  DiagonalLanes(LaneArithmetic<A> arithmetic, DiagonalReplicas model, GroupPhase phase, int lanes) {
    this.arithmetic = arithmetic;
    this.model = model;
    this.features = model.features();
    this.examples = phase.examples();
    this.batches = new LaneBatches(model.sets(), phase);
    this.loss = new LaneLoss<>(arithmetic, model.spec().loss(), lanes);
    this.replicas = new Replica[lanes];
    this.weights = arithmetic.allocate(2 * features, lanes);
    this.gradient = arithmetic.allocate(2 * features, lanes);
    this.coefficients = arithmetic.allocate(features, lanes);
    this.slope = arithmetic.allocate(features, lanes);
    boolean shares = phase.full() && model.sets().isSameForAll();
    this.shared = new double[shares ? examples * features : 0];
    this.inputs = arithmetic.allocate(shares ? 0 : examples * features, lanes);
    this.targets = arithmetic.allocate(examples, lanes);
    this.outputs = arithmetic.allocate(examples, lanes);
    this.exampleWeight = arithmetic.allocate(1, lanes);
    this.finiteness = arithmetic.allocate(1, lanes);
    this.losses = new double[lanes];
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
    return loss.slopeScale();
  }

  @Override
  public void place(int lane, Replica replica) {
    replicas[lane] = replica;
    if (batches.areFull()) {
      load(lane);
    }
  }

  private void load(int lane) {
    int taken = batches.take(replicas[lane]);
    arithmetic.set(exampleWeight[0], lane, 1.0 / taken);
    for (int row = 0; row < examples; row++) {
      boolean filled = row < taken;
      int number = filled ? batches.number(row) : 0;
      double[] input = model.input(number);
      arithmetic.set(targets[row], lane, filled ? model.sets().target(number) : 0);
      for (int k = 0; k < features; k++) {
        double value = filled ? input[k] : 0;
        if (shared.length > 0) {
          shared[row * features + k] = value;
        } else {
          arithmetic.set(inputs[row * features + k], lane, value);
        }
      }
    }
  }

  @Override
  public void copyLane(int from, int to) {
    replicas[to] = replicas[from];
    arithmetic.copyLane(inputs, from, to);
    arithmetic.copyLane(targets, from, to);
    arithmetic.copyLane(exampleWeight, from, to);
  }

  @Override
  public void takeBatches(long update, int lanes) {
    for (int lane = 0; lane < lanes && !batches.areFull(); lane++) {
      load(lane);
    }
  }

  @Override
  public void forward(int lanes) {
    for (int k = 0; k < features; k++) {
      arithmetic.differenceOfSquares(coefficients[k], weights[k], weights[features + k], lanes);
    }
  }

  @Override
  public void slope(int lanes) {
    predict(lanes);
    if (loss.isLogistic()) {
      // It is finite where every output is.
      arithmetic.sum(finiteness[0], outputs, examples, lanes);
    }
    for (int row = 0; row < examples; row++) {
      loss.slopesInPlace(outputs[row], targets[row], lanes);
    }
    if (!loss.isLogistic()) {
      arithmetic.dot(finiteness[0], outputs, 0, 1, outputs, 0, 1, examples, lanes);
    }
    for (int row = 0; row < examples; row++) {
      arithmetic.multiplyInPlace(outputs[row], exampleWeight[0], lanes);
    }
    for (int k = 0; k < features; k++) {
      if (shared.length > 0) {
        arithmetic.weightedSum(slope[k], shared, k, features, outputs, 0, 1, examples, lanes);
      } else {
        arithmetic.dot(slope[k], inputs, k, features, outputs, 0, 1, examples, lanes);
      }
    }
  }

  private void predict(int lanes) {
    for (int row = 0; row < examples; row++) {
      int at = row * features;
      if (shared.length > 0) {
        arithmetic.weightedSum(outputs[row], shared, at, 1, coefficients, 0, 1, features, lanes);
      } else {
        arithmetic.dot(outputs[row], inputs, at, 1, coefficients, 0, 1, features, lanes);
      }
    }
  }

  @Override
  public A finiteness(int lanes) {
    return finiteness[0];
  }

  @Override
  public void backward(int lanes) {
    for (int k = 0; k < features; k++) {
      arithmetic.scaledProduct(gradient[k], weights[k], slope[k], 2, lanes);
      arithmetic.scaledProduct(gradient[features + k], weights[features + k], slope[k], -2, lanes);
    }
  }

  @Override
  public void look(int lanes) {
    predict(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      double sum = 0;
      for (int row = 0; row < examples; row++) {
        sum += loss.of(arithmetic.get(outputs[row], lane), arithmetic.get(targets[row], lane));
      }
      losses[lane] = sum / examples;
    }
  }

  @Override
  public double watched(Watch watch, int lane) {
    return losses[lane];
  }
}
