package org.groksweep.trainer.engine;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Loss;

/**
 * The loss of one number f per example. Two classes have the logits −f/2 and f/2, so their cross
 * entropy is the logistic loss ln(1 + exp(∓f)); a regression compares f with its target.
 */
public final class ScalarLoss {

  private final Loss loss;

  /** Of each example: the class's sign, or the target. */
  private final double[] targets;

  private double sum;
  private double squaredOutputs;
  private int correct;

  /**
   * The loss over a set of examples.
   *
   * @param numbers of the examples
   */
  public ScalarLoss(Loss loss, Examples examples, int[] numbers) {
    this.loss = loss;
    this.targets = new double[numbers.length];
    double[] target = new double[examples.outputs()];
    for (int i = 0; i < numbers.length; i++) {
      examples.copyTarget(numbers[i], target, 0);
      targets[i] = examples.isClassification() ? 2 * examples.label(numbers[i]) - 1 : target[0];
    }
  }

  /** How many examples there are. */
  public int examples() {
    return targets.length;
  }

  /**
   * Sums over the examples.
   *
   * @param predictions f of each
   * @param derivatives takes ∂(mean loss)/∂f of each
   */
  public void evaluate(double[] predictions, double[] derivatives) {
    sum = 0;
    squaredOutputs = 0;
    correct = 0;
    for (int i = 0; i < targets.length; i++) {
      derivatives[i] =
          (loss == Loss.CROSS_ENTROPY
                  ? logistic(predictions[i], targets[i])
                  : squared(predictions[i] - targets[i]))
              / targets.length;
      squaredOutputs += predictions[i] * predictions[i];
    }
    if (loss == Loss.CROSS_ENTROPY) {
      squaredOutputs /= 2;
    }
  }

  private double logistic(double prediction, double sign) {
    double margin = sign * prediction;
    // StrictMath and the smaller exponential: the same bits on every Java, and no overflow.
    double small = StrictMath.exp(-Math.abs(margin));
    sum += Math.max(-margin, 0) + StrictMath.log1p(small);
    // The first of equal logits counts as the largest, and class 0 is the first.
    correct += margin > 0 || (margin == 0 && sign < 0) ? 1 : 0;
    return -sign * (margin >= 0 ? small : 1) / (1 + small);
  }

  private double squared(double error) {
    double factor = loss == Loss.HALF_SQUARED_ERROR ? 0.5 : 1;
    sum += factor * error * error;
    return 2 * factor * error;
  }

  /** The mean loss. */
  public double mean() {
    return sum / targets.length;
  }

  /** The part of the examples that is right, in [0, 1]. */
  public double accuracy() {
    return correct / (double) targets.length;
  }

  /** Root mean square of the output's norm. */
  public double outputNorm() {
    return Math.sqrt(squaredOutputs / targets.length);
  }
}
