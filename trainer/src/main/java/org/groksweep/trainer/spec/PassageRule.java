package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * When a metric counts as having crossed a threshold: it has held at {@code dwell} successive
 * recorded rows; the crossing's step is that of the first of them.
 *
 * @param name such as "memorized"
 * @param metric a column of the metrics table, such as "train_accuracy"
 * @param direction which side counts as crossed; the threshold itself does
 * @param threshold in the metric's unit
 * @param dwell records for which it must hold, at least 1
 */
public record PassageRule(
    String name, String metric, Direction direction, double threshold, int dwell)
    implements Serializable {

  /** The side of the threshold that counts. */
  public enum Direction {
    ABOVE,
    BELOW
  }

  public static final int DEFAULT_DWELL = 3;
  public static final PassageRule MEMORIZED =
      new PassageRule("memorized", "train_accuracy", Direction.ABOVE, 0.99, DEFAULT_DWELL);
  public static final PassageRule GENERALIZED =
      new PassageRule("generalized", "test_accuracy", Direction.ABOVE, 0.95, DEFAULT_DWELL);

  public PassageRule {
    Require.that(!name.isBlank(), "passage name", name, "must not be blank");
    Require.that(Double.isFinite(threshold), "threshold", threshold, "must be finite");
    Require.atLeast("dwell", dwell, 1);
  }

  /** Whether a value lies on the side that counts; a NaN lies on neither. */
  public boolean crossedBy(double value) {
    return direction == Direction.ABOVE ? value >= threshold : value <= threshold;
  }
}
