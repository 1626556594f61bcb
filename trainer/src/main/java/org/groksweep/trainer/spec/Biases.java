package org.groksweep.trainer.spec;

/** Which layers of a network have a bias. */
public enum Biases {
  /** Every layer. */
  ALL,
  /** Every layer but the last. */
  HIDDEN,
  /** No layer. */
  NONE
}
