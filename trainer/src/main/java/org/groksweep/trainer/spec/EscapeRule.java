package org.groksweep.trainer.spec;

import java.io.Serializable;
import org.groksweep.trainer.spec.PassageRule.Direction;

/**
 * When a trial has left a metastable state: a Schmitt trigger that looks at every step of its
 * phase, the phase's step 0 included.
 *
 * <p>The metric crosses at the first step whose value is at the threshold or beyond. The crossing
 * is confirmed {@code dwell} steps later if no value until then, that step's included, came back
 * over {@code reset}; otherwise the trigger is as it was before and waits for the next crossing.
 * The passage's step is that of the crossing. With a dwell of 0 the crossing is confirmed at once.
 *
 * @param name such as "rank2"
 * @param metric what is watched, such as "train_loss" or "singular_values_2" (counted from 1)
 * @param direction which side counts as crossed; the threshold itself does
 * @param threshold in the metric's unit
 * @param reset in the metric's unit, not beyond the threshold; the threshold itself under a dwell
 *     of 0, where it has no effect
 * @param dwell steps, at least 0
 */
public record EscapeRule(
    String name, String metric, Direction direction, double threshold, double reset, long dwell)
    implements Serializable {

  public EscapeRule {
    Require.that(!name.isBlank(), "escape name", name, "must not be blank");
    Require.that(Double.isFinite(threshold), "threshold", threshold, "must be finite");
    Require.that(Double.isFinite(reset), "reset", reset, "must be finite");
    Require.atLeast("dwell", dwell, 0);
    boolean before = direction == Direction.ABOVE ? reset <= threshold : reset >= threshold;
    Require.that(before, "reset", reset, "must not be beyond the threshold, " + threshold);
    Require.that(
        dwell > 0 || reset == threshold,
        "reset",
        reset,
        "must be the threshold, " + threshold + ", without a dwell");
  }

  /** A rule that needs no dwell. */
  public static EscapeRule atOnce(
      String name, String metric, Direction direction, double threshold) {
    return new EscapeRule(name, metric, direction, threshold, threshold, 0);
  }

  /** Whether a value is at the threshold or beyond; a NaN is not. */
  public boolean crossedBy(double value) {
    return direction == Direction.ABOVE ? value >= threshold : value <= threshold;
  }

  /** Whether a value is back over the reset; a NaN is. */
  public boolean resetBy(double value) {
    return !(direction == Direction.ABOVE ? value >= reset : value <= reset);
  }
}
