package org.groksweep.analysis.hysteresis;

import java.util.OptionalLong;
import org.groksweep.analysis.theory.Transition;

/**
 * A streaming detector of the first passage between two states, with a Schmitt trigger: the passage
 * is the first step at the far threshold after which the series does not return over the near one
 * within a dwell.
 *
 * <p>To learn, far is {@code high} and near is {@code low}; to forget, the other way round. A dwell
 * of 0 counts the first touch.
 */
public final class FirstPassage {

  private final PresenceRule.Thresholds thresholds;
  private final Transition transition;
  private final long dwellSteps;
  private OptionalLong candidate = OptionalLong.empty();
  private OptionalLong step = OptionalLong.empty();

  /**
   * A detector before its first value.
   *
   * @param dwellSteps for which the series must stay, at least 0
   */
  public FirstPassage(PresenceRule.Thresholds thresholds, Transition transition, long dwellSteps) {
    if (dwellSteps < 0) {
      throw new IllegalArgumentException("dwellSteps: " + dwellSteps + " must be at least 0");
    }
    this.thresholds = thresholds;
    this.transition = transition;
    this.dwellSteps = dwellSteps;
  }

  /**
   * Takes the next value of the series.
   *
   * @param atStep rising from call to call
   * @param value of the order parameter; a NaN lies on neither side of a threshold
   */
  public void observe(long atStep, double value) {
    if (step.isPresent()) {
      return;
    }
    if (candidate.isPresent() && returned(value)) {
      candidate = OptionalLong.empty();
    }
    if (candidate.isEmpty() && arrived(value)) {
      candidate = OptionalLong.of(atStep);
    }
    if (candidate.isPresent() && atStep - candidate.getAsLong() >= dwellSteps) {
      step = candidate;
    }
  }

  /** The step of the passage; empty as long as none has held for the dwell. */
  public OptionalLong step() {
    return step;
  }

  private boolean arrived(double value) {
    return transition == Transition.LEARN ? value >= thresholds.high() : value <= thresholds.low();
  }

  private boolean returned(double value) {
    return transition == Transition.LEARN ? value < thresholds.low() : value > thresholds.high();
  }
}
