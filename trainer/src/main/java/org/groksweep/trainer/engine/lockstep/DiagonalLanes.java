package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Diagonal networks in the lanes of a tile: wₖ = uₖ² − vₖ², the outputs Σ wₖ·xₖ of a batch, the
 * loss's slopes by them, gₖ = Σ slope·xₖ over the batch, and the gradients 2·uₖ·gₖ and −2·vₖ·gₖ.
 *
 * <p>Where all replicas see whole training sets that are the same, the inputs are numbers and no
 * arrays: the same bits, in less time.
 */
final class DiagonalLanes<A> implements LanePass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final DiagonalReplicas model;
  private final TrialSpec spec;
  private final int features;
  private final int lanes;
  private final LaneBatches batches;
  private final OutputSlopes<A> outputs;

  /** [2 · features] u, then v. */
  private final A[] weights;

  private final A[] gradient;

  /** [features] w, and the loss's slope by it. */
  private final A[] product;

  private final A[] slope;

  /** [largest batch · features] inputs, row by row; none where they are shared. */
  private A[] inputs;

  /** [training set · features] the inputs of all lanes, where they are shared. */
  private double[] shared = {};

  private boolean sharesInputs;

  /** Rows of inputs. */
  private int rows;

  DiagonalLanes(LaneArithmetic<A> arithmetic, DiagonalReplicas model, TrialSpec spec, int lanes) {
    this.arithmetic = arithmetic;
    this.model = model;
    this.spec = spec;
    this.features = model.features();
    this.lanes = lanes;
    this.batches = new LaneBatches(model.sets(), ScalarSets.largestBatch(spec), lanes);
    this.outputs =
        new OutputSlopes<>(arithmetic, spec.loss(), ScalarSets.largestBatch(spec), lanes);
    this.weights = arithmetic.allocate(2 * features, lanes);
    this.gradient = arithmetic.allocate(2 * features, lanes);
    this.product = arithmetic.allocate(features, lanes);
    this.slope = arithmetic.allocate(features, lanes);
    this.inputs = arithmetic.allocate(0, lanes);
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
    return outputs.slopeScale();
  }

  @Override
  public void begin(Phase phase, int index, List<Watch> watches) {
    boolean full = BatchOrder.isFull(spec.batching(), phase);
    rows = ScalarSets.batch(spec, phase);
    batches.begin(full);
    sharesInputs = full && model.sets().isSameForAll();
    if (sharesInputs) {
      shared = model.sharedInputs();
    } else if (inputs.length == 0) {
      inputs = arithmetic.allocate(ScalarSets.largestBatch(spec) * features, lanes);
    }
  }

  @Override
  public void place(int lane, Replica replica) {
    for (int i = 0; i < weights.length; i++) {
      arithmetic.set(weights[i], lane, replica.weights[i]);
    }
    batches.place(lane, replica);
    if (batches.areFull()) {
      int taken = batches.takeAll(lane);
      putBatch(lane, taken);
    }
  }

  private void putBatch(int lane, int taken) {
    outputs.setShare(lane, 1.0 / taken);
    for (int row = 0; row < rows; row++) {
      boolean filled = row < taken;
      int number = filled ? batches.numbers()[row] : 0;
      outputs.setTarget(row, lane, filled ? model.sets().target(number) : 0);
      for (int k = 0; k < features && !sharesInputs; k++) {
        arithmetic.set(inputs[row * features + k], lane, filled ? model.input(number, k) : 0);
      }
    }
  }

  @Override
  public void copyLane(int from, int to) {
    arithmetic.copyLane(weights, from, to);
    batches.copyLane(from, to);
    outputs.copyLane(from, to);
    for (int at = 0; at < rows * features && !sharesInputs; at++) {
      arithmetic.set(inputs[at], to, arithmetic.get(inputs[at], from));
    }
  }

  @Override
  public void takeBatches(long update, int lanes) {
    for (int lane = 0; lane < lanes && !batches.areFull(); lane++) {
      putBatch(lane, batches.takeNext(lane));
    }
  }

  @Override
  public void forward(int lanes) {
    for (int k = 0; k < features; k++) {
      arithmetic.differenceOfSquares(product[k], weights[k], weights[features + k], lanes);
    }
  }

  @Override
  public void slope(int lanes) {
    predict(lanes);
    outputs.takeSlopes(rows, lanes);
    for (int k = 0; k < features; k++) {
      if (sharesInputs) {
        arithmetic.weightedSum(slope[k], shared, k, features, outputs.values(), 0, 1, rows, lanes);
      } else {
        arithmetic.dot(slope[k], inputs, k, features, outputs.values(), 0, 1, rows, lanes);
      }
    }
  }

  private void predict(int lanes) {
    for (int row = 0; row < rows; row++) {
      A output = outputs.values()[row];
      if (sharesInputs) {
        arithmetic.weightedSum(output, shared, row * features, 1, product, 0, 1, features, lanes);
      } else {
        arithmetic.dot(output, inputs, row * features, 1, product, 0, 1, features, lanes);
      }
    }
  }

  @Override
  public A finiteness(int lanes) {
    return outputs.finiteness();
  }

  @Override
  public void backward(int lanes) {
    for (int k = 0; k < features; k++) {
      arithmetic.scaledProduct(gradient[k], weights[k], slope[k], 2, lanes);
      arithmetic.scaledProduct(gradient[features + k], weights[features + k], slope[k], -2, lanes);
    }
  }

  @Override
  public void findSingularValues(int lanes) {
    throw new UnsupportedOperationException("a diagonal network's rules watch its loss");
  }

  @Override
  public A singularValue(int mode) {
    throw new UnsupportedOperationException("a diagonal network's rules watch its loss");
  }

  @Override
  public void findLosses(int lanes) {
    predict(lanes);
    outputs.findLosses(rows, lanes);
  }

  @Override
  public double loss(int lane) {
    return outputs.loss(lane);
  }
}
