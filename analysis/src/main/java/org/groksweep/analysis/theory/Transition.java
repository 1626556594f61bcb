package org.groksweep.analysis.theory;

/** The two ways across a mode's saddle. */
public enum Transition {
  /** From the unlearned to the learned state: grokking; it ends a walk of L2 downwards. */
  LEARN,
  /** From the learned to the unlearned state; it ends a walk of L2 upwards. */
  FORGET
}
