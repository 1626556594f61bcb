package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.metrics.PassageTracker;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.StopRule;

/**
 * One stop rule at work: it looks at the multiples of its distance, counted over the whole trial
 * and whatever is recorded.
 */
final class StopLooks {

  private final StopRule rule;
  private final PassageTracker tracker;
  private boolean decided;
  private long stopAt;

  StopLooks(StopRule rule) {
    this.rule = rule;
    this.tracker = new PassageTracker(rule.passage());
  }

  boolean looksAt(long step) {
    return !decided && step % rule.every() == 0;
  }

  void look(StepMetrics row) {
    tracker.accept(row);
    if (tracker.confirmed()) {
      decided = true;
      stopAt = row.step() + rule.extraSteps();
    }
  }

  /** The next step after this one at which it looks or, once decided, may end the trial. */
  long next(long step) {
    return decided ? Math.max(step + 1, stopAt) : (step / rule.every() + 1) * rule.every();
  }

  /** Whether the trial ends at this step. */
  boolean stopsAt(long step) {
    return decided && step >= stopAt;
  }

  void saveState(DataOutput out) throws IOException {
    tracker.saveState(out);
    out.writeBoolean(decided);
    out.writeLong(stopAt);
  }

  void restoreState(DataInput in) throws IOException {
    tracker.restoreState(in);
    decided = in.readBoolean();
    stopAt = in.readLong();
  }

  StopRule rule() {
    return rule;
  }
}
