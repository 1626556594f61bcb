package org.groksweep.trainer.engine;

import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Loss;

/**
 * The loss of one number f per example. Two classes have the logits −f/2 and f/2, so their cross
 * entropy is the logistic loss ln(1 + exp(∓f)), and their squared error compares f with the class's
 * sign, −1 or 1; a regression compares f with its target.
 */
public final class ScalarLoss {

  private final Loss loss;
  private final boolean classifies;

  /** Of each example: the class's sign, or the target. */
  private final double[] targets;

  private double sum;
  private double squaredOutputs;
  private int correct;

  /**
   * The loss over a set of examples.
   *
   * @param classifies whether targets are the signs of classes
   * @param targets of the examples, {@link #target} of each
   */
  public ScalarLoss(Loss loss, boolean classifies, double[] targets) {
    this.loss = loss;
    this.classifies = classifies;
    this.targets = targets.clone();
  }

  /**
   * The loss over a set of examples.
   *
   * @param numbers of the examples
   */
  public static ScalarLoss of(Loss loss, Examples examples, int[] numbers) {
    double[] targets = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      targets[i] = target(examples, numbers[i]);
    }
    return new ScalarLoss(loss, examples.isClassification(), targets);
  }

  /**
   * What f should be for an example: the sign of its class, label 1 the positive, or its target.
   */
  public static double target(Examples examples, int number) {
    if (examples.isClassification()) {
      return 2 * examples.label(number) - 1;
    }
    double[] target = new double[examples.outputs()];
    examples.copyTarget(number, target, 0);
    return target[0];
  }

  /** The loss of one output. */
  public static double of(Loss loss, double output, double target) {
    if (loss == Loss.CROSS_ENTROPY) {
      double margin = target * output;
      return logistic(margin, StrictMath.exp(-Math.abs(margin)));
    }
    double error = output - target;
    return 0.5 * slopeScale(loss) * error * error;
  }

  /** The slope of a squared error e² by e is 2e, of half of it e; 1 for the logistic loss. */
  public static double slopeScale(Loss loss) {
    return loss == Loss.MEAN_SQUARED_ERROR ? 2 : 1;
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
                  ? logisticSlope(predictions[i], targets[i])
                  : squaredSlope(predictions[i] - targets[i]))
              / targets.length;
      squaredOutputs += predictions[i] * predictions[i];
      // The first of equal logits counts as the largest, and class 0 is the first.
      double margin = targets[i] * predictions[i];
      correct += margin > 0 || (margin == 0 && targets[i] < 0) ? 1 : 0;
    }
    if (loss == Loss.CROSS_ENTROPY) {
      squaredOutputs /= 2;
    }
  }

  private double logisticSlope(double prediction, double sign) {
    double margin = sign * prediction;
    // StrictMath and the smaller exponential: the same bits on every Java, and no overflow.
    double small = StrictMath.exp(-Math.abs(margin));
    sum += logistic(margin, small);
    return -sign * (margin >= 0 ? small : 1) / (1 + small);
  }

  /** ln(1 + exp(−margin)) from the smaller of the two exponentials. */
  private static double logistic(double margin, double small) {
    return Math.max(-margin, 0) + StrictMath.log1p(small);
  }

  private double squaredSlope(double error) {
    sum += 0.5 * slopeScale(loss) * error * error;
    return slopeScale(loss) * error;
  }

  /** The mean loss. */
  public double mean() {
    return sum / targets.length;
  }

  /**
   * The row that this, the loss over the training set, and another tell.
   *
   * @param test the loss over the test set, possibly of no examples
   * @param squaredNorms of the factors
   * @param squaredGradient of the objective
   */
  public Measurement measurement(
      ScalarLoss test, double l2, List<Double> squaredNorms, double squaredGradient) {
    boolean tests = test.examples() > 0;
    double squares = squaredNorms.stream().mapToDouble(Double::doubleValue).sum();
    return new Measurement(
        mean(),
        tests ? OptionalDouble.of(test.mean()) : OptionalDouble.empty(),
        mean() + 0.5 * l2 * squares,
        classifies ? OptionalDouble.of(accuracy()) : OptionalDouble.empty(),
        tests && classifies ? OptionalDouble.of(test.accuracy()) : OptionalDouble.empty(),
        Math.sqrt(squares),
        Math.sqrt(squaredGradient),
        outputNorm(),
        squaredNorms.stream().map(Math::sqrt).toList());
  }

  private double accuracy() {
    return correct / (double) targets.length;
  }

  /** Root mean square of the output's norm. */
  private double outputNorm() {
    return Math.sqrt(squaredOutputs / targets.length);
  }
}
