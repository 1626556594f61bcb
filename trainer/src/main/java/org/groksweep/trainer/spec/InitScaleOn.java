package org.groksweep.trainer.spec;

/** Which initial parameters {@code initScale} multiplies. */
public enum InitScaleOn {
  /** Weights and biases. */
  ALL,
  /** Weights alone. */
  WEIGHTS
}
