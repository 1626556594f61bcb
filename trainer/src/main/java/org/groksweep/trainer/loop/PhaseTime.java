package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Schedule.Decay;

/** The sum of the learning rates of a phase's first steps, asked for at growing steps. */
final class PhaseTime {

  private final Phase phase;
  private final boolean constant;
  private long anchor;
  private double atAnchor;

  PhaseTime(Phase phase) {
    this.phase = phase;
    this.constant =
        phase.schedule().decay() == Decay.CONSTANT && phase.schedule().warmupSteps() <= 1;
  }

  /** The sum up to a step that is not before the anchor. */
  double at(long step) {
    if (constant) {
      return phase.learningRate() * step;
    }
    double sum = atAnchor;
    for (long update = anchor + 1; update <= step; update++) {
      sum += phase.learningRate() * phase.schedule().factor(update, phase.maxSteps());
    }
    return sum;
  }

  /** From now on no step before this one is asked for. */
  void passed(long step) {
    atAnchor = at(step);
    anchor = step;
  }

  void saveState(DataOutput out) throws IOException {
    out.writeLong(anchor);
    out.writeDouble(atAnchor);
  }

  void restoreState(DataInput in) throws IOException {
    anchor = in.readLong();
    atAnchor = in.readDouble();
  }
}
