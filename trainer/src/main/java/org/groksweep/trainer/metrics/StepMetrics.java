package org.groksweep.trainer.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured at one step of a trial: a row of the metrics table, without the columns that
 * are the same for the whole trial.
 *
 * @param phase index of the phase within the trial's spec, from 0
 * @param phaseStep updates since the phase began, at least 0
 * @param step updates since the trial began, at least 0
 * @param time sum of the learning rate over those updates
 * @param trainLoss mean loss on the training set, without penalties, in the loss's unit
 * @param testLoss the same on the test set; empty where there is none
 * @param objective trainLoss + (l2/2)·Σw² over the parameters that decay
 * @param trainAccuracy share of examples whose largest output is the label's, the first of equal
 *     outputs counting as the largest; in [0, 1], empty for regression
 * @param testAccuracy in [0, 1]; empty for regression or without a test set
 * @param weightNorm √Σw² over all parameters
 * @param gradientNorm of the objective on the whole training set
 * @param logitNorm root mean square over training examples of the output vector's norm
 * @param layerWeightNorms √Σw² of each weight layer, its bias included
 * @param probes what the trial's probes measured
 * @param finite false where any of the numbers is not
 */
public record StepMetrics(
    int phase,
    long phaseStep,
    long step,
    double time,
    double trainLoss,
    OptionalDouble testLoss,
    double objective,
    OptionalDouble trainAccuracy,
    OptionalDouble testAccuracy,
    double weightNorm,
    double gradientNorm,
    double logitNorm,
    List<Double> layerWeightNorms,
    ProbeValues probes,
    boolean finite) {

  /** The columns that {@link #value} knows beside those of probes; see {@link MetricNames}. */
  public static final List<String> NAMES =
      List.of(
          "train_loss",
          "test_loss",
          "objective",
          "train_accuracy",
          "test_accuracy",
          "weight_norm",
          "gradient_norm",
          "logit_norm");

  public StepMetrics {
    layerWeightNorms = List.copyOf(layerWeightNorms);
  }

  /**
   * A number by its column name, as passage rules name it; the n-th element of a probe's list by
   * the column's name and "_n", from 1.
   *
   * @return empty where the metric does not apply to this trial
   * @throws IllegalArgumentException if no such number is recorded
   */
  public OptionalDouble value(String column) {
    return switch (column) {
      case "train_loss" -> OptionalDouble.of(trainLoss);
      case "test_loss" -> testLoss;
      case "objective" -> OptionalDouble.of(objective);
      case "train_accuracy" -> trainAccuracy;
      case "test_accuracy" -> testAccuracy;
      case "weight_norm" -> OptionalDouble.of(weightNorm);
      case "gradient_norm" -> OptionalDouble.of(gradientNorm);
      case "logit_norm" -> OptionalDouble.of(logitNorm);
      default -> probes.value(column);
    };
  }
}
