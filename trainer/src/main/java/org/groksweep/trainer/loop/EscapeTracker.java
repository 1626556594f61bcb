package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;
import org.groksweep.trainer.spec.EscapeRule;

/** One escape rule at work in one phase: a Schmitt trigger that is told of every step. */
public final class EscapeTracker {

  private final EscapeRule rule;
  private boolean crossed;
  private boolean confirmed;

  /** Phase step of the crossing that waits for its dwell, or has held for it. */
  private long crossedAt;

  public EscapeTracker(EscapeRule rule) {
    this.rule = rule;
  }

  public EscapeRule rule() {
    return rule;
  }

  /**
   * Takes the next step's value.
   *
   * @param phaseStep one more than the last one's, from 0 on
   */
  public void accept(long phaseStep, double value) {
    if (confirmed) {
      return;
    }
    if (crossed && rule.resetBy(value)) {
      crossed = false;
    }
    if (!crossed && rule.crossedBy(value)) {
      crossed = true;
      crossedAt = phaseStep;
    }
    confirmed = crossed && phaseStep - crossedAt >= rule.dwell();
  }

  /** The phase step of the crossing that was confirmed. */
  public OptionalLong crossing() {
    return confirmed ? OptionalLong.of(crossedAt) : OptionalLong.empty();
  }

  void saveState(DataOutput out) throws IOException {
    out.writeBoolean(crossed);
    out.writeBoolean(confirmed);
    out.writeLong(crossedAt);
  }

  void restoreState(DataInput in) throws IOException {
    crossed = in.readBoolean();
    confirmed = in.readBoolean();
    crossedAt = in.readLong();
  }
}
