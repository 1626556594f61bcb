package org.groksweep.trainer.loop;

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
