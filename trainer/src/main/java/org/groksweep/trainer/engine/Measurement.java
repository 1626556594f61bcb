package org.groksweep.trainer.engine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a learner's weights do on the current phase's data; symbols as in {@link
 * org.groksweep.trainer.metrics.StepMetrics}.
 */
public record Measurement(
    double trainLoss,
    OptionalDouble testLoss,
    double objective,
    OptionalDouble trainAccuracy,
    OptionalDouble testAccuracy,
    double weightNorm,
    double gradientNorm,
    double logitNorm,
    List<Double> layerWeightNorms) {

  public Measurement {
    layerWeightNorms = List.copyOf(layerWeightNorms);
  }

  /** Whether every number is finite. */
  public boolean finite() {
    return Double.isFinite(trainLoss)
        && Double.isFinite(testLoss.orElse(0))
        && Double.isFinite(objective)
        && Double.isFinite(weightNorm)
        && Double.isFinite(gradientNorm)
        && Double.isFinite(logitNorm)
        && layerWeightNorms.stream().allMatch(Double::isFinite);
  }
}
