package org.groksweep.trainer.spec;

/** What a square of neighbouring pixels is replaced by. */
public enum Pooling {
  MAX,
  AVERAGE
}
