package org.groksweep.trainer.spec;

/** On what a phase measures generalization. */
public enum TestSet {
  /** Every example that the phase does not train on. */
  COMPLEMENT,
  /** The examples that the task sets aside, the same for every seed and size. */
  HOLD_OUT
}
