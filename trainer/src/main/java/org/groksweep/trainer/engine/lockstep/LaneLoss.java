package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.ScalarLoss;
import org.groksweep.trainer.spec.Loss;

/**
 * The loss of one number f per example, for arrays of outputs across lanes or along examples. Two
 * classes have the logits −f/2 and f/2, so that their cross entropy is the logistic loss ln(1 +
 * exp(−s·f)) with the slope −s/(1 + exp(s·f)), s the class's sign; a regression compares f with its
 * target.
 */
final class LaneLoss<A> {

  private final LaneArithmetic<A> arithmetic;
  private final Loss loss;
  private final double[] exponents;
  private final double[] scratch;

  /**
   * The loss.
   *
   * @param most numbers of an array
   */
  LaneLoss(LaneArithmetic<A> arithmetic, Loss loss, int most) {
    this.arithmetic = arithmetic;
    this.loss = loss;
    this.exponents = new double[most];
    this.scratch = new double[most];
  }

  /** ∂loss/∂f = slopeScale · slope. */
  double slopeScale() {
    return ScalarLoss.slopeScale(loss);
  }

  boolean isLogistic() {
    return loss == Loss.CROSS_ENTROPY;
  }

  /**
   * outputs ← slopes.
   *
   * @param targets signs of classes, or targets
   */
  void slopesInPlace(A outputs, A targets, int count) {
    if (isLogistic()) {
      arithmetic.logisticSlopeInPlace(outputs, targets, exponents, scratch, count);
    } else {
      arithmetic.subtractInPlace(outputs, targets, count);
    }
  }

  /** The loss of one output. */
  double of(double output, double target) {
    return ScalarLoss.of(loss, output, target);
  }
}
