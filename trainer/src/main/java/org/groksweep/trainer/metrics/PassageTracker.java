package org.groksweep.trainer.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.groksweep.trainer.spec.PassageRule;

/**
 * Watches for the first passage of one metric over the rows of one phase, in order. A crossing that
 * has not yet held for the rule's dwell when the rows end is no passage.
 */
public final class PassageTracker {

  private final PassageRule rule;
  private boolean seen;
  private long lastStep;

  /** The last step that was not crossed; equal to crossedAt where the phase began crossed. */
  private long lowerStep;

  private long crossedAt;
  private int held;

  public PassageTracker(PassageRule rule) {
    this.rule = rule;
  }

  /**
   * Takes the next row's value.
   *
   * @param step above the last one's
   * @param value empty where the metric does not apply, which is never a crossing
   */
  public void accept(long step, OptionalDouble value) {
    if (confirmed()) {
      return;
    }
    if (value.isPresent() && rule.crossedBy(value.getAsDouble())) {
      if (held == 0) {
        crossedAt = step;
        lowerStep = seen ? lastStep : step;
      }
      held++;
    } else {
      held = 0;
    }
    lastStep = step;
    seen = true;
  }

  /** Takes the rule's metric of the next row. */
  public void accept(StepMetrics row) {
    accept(row.step(), row.value(rule.metric()));
  }

  /** Writes what was seen so far. */
  public void saveState(DataOutput out) throws IOException {
    out.writeBoolean(seen);
    out.writeLong(lastStep);
    out.writeLong(lowerStep);
    out.writeLong(crossedAt);
    out.writeInt(held);
  }

  /** Takes up what {@link #saveState} wrote for the same rule. */
  public void restoreState(DataInput in) throws IOException {
    seen = in.readBoolean();
    lastStep = in.readLong();
    lowerStep = in.readLong();
    crossedAt = in.readLong();
    held = in.readInt();
  }

  /** The step since which the threshold is crossed, or was when the passage was confirmed. */
  public OptionalLong crossedSince() {
    return held > 0 ? OptionalLong.of(crossedAt) : OptionalLong.empty();
  }

  /** Whether the passage has happened and held. */
  public boolean confirmed() {
    return held >= rule.dwell();
  }

  /** What was seen so far in the phase of that name. */
  public Passage passage(String phase) {
    return confirmed()
        ? new Passage(phase, rule.name(), crossedAt, lowerStep, false)
        : new Passage(phase, rule.name(), lastStep, lastStep, true);
  }
}
