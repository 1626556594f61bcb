package org.groksweep.trainer.spec;

/** The floating-point type of a trial's weights and of all that is computed from them. */
public enum Precision {
  FLOAT32,
  FLOAT64
}
