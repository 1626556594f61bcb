package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.spec.Loss;

/**
 * The loss of one number per example, in the lanes of a tile. Two classes have the logits −f/2 and
 * f/2, so that their cross entropy is the logistic loss ln(1 + exp(−s·f)) with the slope −s/(1 +
 * exp(s·f)), s the class's sign; a regression compares f with its target.
 */
final class OutputSlopes<A> {

  private final LaneArithmetic<A> arithmetic;
  private final Loss loss;

  /** [examples] outputs, then the loss's slopes by them over {@link #slopeScale}. */
  private final A[] values;

  /** [examples] signs or targets. */
  private final A[] targets;

  /** [lanes] by which an example counts in the mean, alone in its array. */
  private final A[] share;

  private final A[] finiteness;
  private final double[] exponents;
  private final double[] scratch;
  private final double[] losses;

  OutputSlopes(LaneArithmetic<A> arithmetic, Loss loss, int examples, int lanes) {
    this.arithmetic = arithmetic;
    this.loss = loss;
    this.values = arithmetic.allocate(examples, lanes);
    this.targets = arithmetic.allocate(examples, lanes);
    this.share = arithmetic.allocate(1, lanes);
    this.finiteness = arithmetic.allocate(1, lanes);
    this.exponents = new double[lanes];
    this.scratch = new double[lanes];
    this.losses = new double[lanes];
  }

  /** The slope of a squared error e² by e is 2e, of half of it e. */
  double slopeScale() {
    return loss == Loss.MEAN_SQUARED_ERROR ? 2 : 1;
  }

  A[] values() {
    return values;
  }

  void setTarget(int example, int lane, double target) {
    arithmetic.set(targets[example], lane, target);
  }

  void setShare(int lane, double value) {
    arithmetic.set(share[0], lane, value);
  }

  void copyLane(int from, int to) {
    arithmetic.copyLane(targets, from, to);
    arithmetic.copyLane(share, from, to);
  }

  /** Puts the slopes of the first examples in the place of their outputs. */
  void takeSlopes(int examples, int lanes) {
    if (loss == Loss.CROSS_ENTROPY) {
      // The loss is finite where every output is.
      arithmetic.sum(finiteness[0], values, examples, lanes);
    }
    for (int i = 0; i < examples; i++) {
      if (loss == Loss.CROSS_ENTROPY) {
        arithmetic.logisticSlopeInPlace(values[i], targets[i], exponents, scratch, lanes);
      } else {
        arithmetic.subtractInPlace(values[i], targets[i], lanes);
      }
    }
    if (loss != Loss.CROSS_ENTROPY) {
      arithmetic.dot(finiteness[0], values, 0, 1, values, 0, 1, examples, lanes);
    }
    for (int i = 0; i < examples; i++) {
      arithmetic.multiplyInPlace(values[i], share[0], lanes);
    }
  }

  /** [lanes] numbers that are finite where the last slopes' loss is. */
  A finiteness() {
    return finiteness[0];
  }

  /** Finds the mean losses of the first examples, whose outputs stand. */
  void findLosses(int examples, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      double sum = 0;
      for (int i = 0; i < examples; i++) {
        sum += loss(arithmetic.get(values[i], lane), arithmetic.get(targets[i], lane));
      }
      losses[lane] = sum / examples;
    }
  }

  private double loss(double output, double target) {
    if (loss == Loss.CROSS_ENTROPY) {
      double margin = target * output;
      return Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }
    double error = output - target;
    return slopeScale() / 2 * error * error;
  }

  /** Of the last {@link #findLosses}. */
  double loss(int lane) {
    return losses[lane];
  }
}
