package org.groksweep.analysis.critical;

import java.io.Serializable;
import org.groksweep.trainer.metrics.EndReason;

/**
 * What the critical size needs to know of a trial.
 *
 * @param seed names its cluster: its nested order of examples is shared by all sizes
 * @param examples its training set's size, at least 1
 * @param status how it ended
 * @param generalized whether it generalized within the budget and that held at its end
 * @param finalTestAccuracy in [0, 1]; 0 where it diverged before it was measured
 * @param maxSteps its budget
 */
public record SizedTrial(
    long seed,
    long examples,
    EndReason status,
    boolean generalized,
    double finalTestAccuracy,
    long maxSteps)
    implements Serializable {

  public SizedTrial {
    if (examples < 1) {
      throw new IllegalArgumentException("examples: " + examples + " must be at least 1");
    }
    if (!(finalTestAccuracy >= 0 && finalTestAccuracy <= 1)) {
      throw new IllegalArgumentException(
          "finalTestAccuracy: " + finalTestAccuracy + " must be in [0, 1]");
    }
  }
}
