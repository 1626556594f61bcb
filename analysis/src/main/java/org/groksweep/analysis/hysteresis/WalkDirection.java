package org.groksweep.analysis.hysteresis;

import org.groksweep.analysis.theory.Transition;

/** Which way a walk of L2 goes. */
public enum WalkDirection {
  /** L2 grows: modes are forgotten, near their spinodals. */
  UP(Transition.FORGET),
  /** L2 shrinks: modes are learned, if at all. */
  DOWN(Transition.LEARN);

  private final Transition transition;

  WalkDirection(Transition transition) {
    this.transition = transition;
  }

  /** What a mode does when it jumps in this direction. */
  public Transition transition() {
    return transition;
  }
}
