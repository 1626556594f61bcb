package org.groksweep.trainer.engine.lockstep;

/** A diagonal network along its features, and along the examples of its batch. */
final class DiagonalCoordinates<A> implements CoordinatePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final DiagonalReplicas model;
  private final int features;
  private final int examples;
  private final LaneBatches batches;
  private final LaneLoss<A> loss;
  private final A[] weights;
  private final A[] gradient;

  /** [examples] of features, and [features] of examples. */
  private final A[] rows;

  private final A[] columns;

  /** [1] of features: coefficients and the loss's slopes by them. */
  private final A[] coefficients;

  private final A[] slope;

  /** [1] of examples: targets; outputs and the loss's slopes by them. */
  private final A[] targets;

  private final A[] outputs;

  private final A[] ones;

  /** Numbers of one of these arrays, as factors. */
  private final double[] factors;

  private Replica replica;

  /** The training set at hand, where batches are full; null before there is one. */
  private ExampleSet loaded;

  private double exampleWeight;

  DiagonalCoordinates(LaneArithmetic<A> arithmetic, DiagonalReplicas model, GroupPhase phase) {
    this.arithmetic = arithmetic;
    this.model = model;
    this.features = model.features();
    this.examples = phase.examples();
    this.batches = new LaneBatches(model.sets(), phase);
    this.loss = new LaneLoss<>(arithmetic, model.spec().loss(), examples);
    this.weights = arithmetic.allocate(2, features);
    this.gradient = arithmetic.allocate(2, features);
    this.rows = arithmetic.allocate(examples, features);
    this.columns = arithmetic.allocate(features, examples);
    this.coefficients = arithmetic.allocate(1, features);
    this.slope = arithmetic.allocate(1, features);
    this.targets = arithmetic.allocate(1, examples);
    this.outputs = arithmetic.allocate(1, examples);
    this.ones = arithmetic.allocate(1, examples);
    for (int row = 0; row < examples; row++) {
      arithmetic.set(ones[0], row, 1);
    }
    this.factors = new double[Math.max(features, examples)];
  }

  @Override
  public int length() {
    return features;
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
  public void place(Replica placed) {
    replica = placed;
    if (batches.areFull() && !model.sets().train(placed).equals(loaded)) {
      load();
      loaded = model.sets().train(placed);
    }
  }

  private void load() {
    int taken = batches.take(replica);
    exampleWeight = 1.0 / taken;
    for (int row = 0; row < examples; row++) {
      boolean filled = row < taken;
      int number = filled ? batches.number(row) : 0;
      double[] input = model.input(number);
      arithmetic.set(targets[0], row, filled ? model.sets().target(number) : 0);
      for (int k = 0; k < features; k++) {
        arithmetic.set(rows[row], k, filled ? input[k] : 0);
        arithmetic.set(columns[k], row, filled ? input[k] : 0);
      }
    }
  }

  @Override
  public void takeBatch() {
    if (!batches.areFull()) {
      load();
    }
  }

  @Override
  public void forward() {
    arithmetic.differenceOfSquares(coefficients[0], weights[0], weights[1], features);
  }

  @Override
  public boolean takeGradient() {
    predict();
    // A logistic loss is finite where every output is.
    double sum = loss.isLogistic() ? arithmetic.addProducts(0, outputs[0], ones[0], examples) : 0;
    loss.slopesInPlace(outputs[0], targets[0], examples);
    if (!loss.isLogistic()) {
      sum = arithmetic.addProducts(0, outputs[0], outputs[0], examples);
    }
    if (!Double.isFinite(sum)) {
      return false;
    }
    arithmetic.scaleInPlace(outputs[0], exampleWeight, examples);
    copy(outputs[0], examples);
    arithmetic.weightedSum(slope[0], factors, 0, 1, rows, 0, 1, examples, features);
    arithmetic.scaledProduct(gradient[0], weights[0], slope[0], 2, features);
    arithmetic.scaledProduct(gradient[1], weights[1], slope[0], -2, features);
    return true;
  }

  private void predict() {
    copy(coefficients[0], features);
    arithmetic.weightedSum(outputs[0], factors, 0, 1, columns, 0, 1, features, examples);
  }

  private void copy(A from, int count) {
    for (int i = 0; i < count; i++) {
      factors[i] = arithmetic.get(from, i);
    }
  }

  @Override
  public double loss() {
    predict();
    double sum = 0;
    for (int row = 0; row < examples; row++) {
      sum += loss.of(arithmetic.get(outputs[0], row), arithmetic.get(targets[0], row));
    }
    return sum / examples;
  }
}
