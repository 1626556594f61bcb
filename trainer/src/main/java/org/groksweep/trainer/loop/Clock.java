package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a trial stands: its updates and their learning rates. */
final class Clock {

  private long phaseStep;
  private long step;
  private double time;

  void beginPhase() {
    phaseStep = 0;
  }

  void stepped(double learningRate) {
    phaseStep++;
    step++;
    time += learningRate;
  }

  void saveState(DataOutput out) throws IOException {
    out.writeLong(phaseStep);
    out.writeLong(step);
    out.writeDouble(time);
  }

  void restoreState(DataInput in) throws IOException {
    phaseStep = in.readLong();
    step = in.readLong();
    time = in.readDouble();
  }

  long phaseStep() {
    return phaseStep;
  }

  long step() {
    return step;
  }

  /** Sum of the learning rates so far. */
  double time() {
    return time;
  }
}
