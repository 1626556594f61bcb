package org.groksweep.trainer.data;

/** Which examples a training set of size n takes from those available. */
public enum ExampleOrder {
  /** The first n of a random order that the seed decides. */
  SHUFFLED,
  /** The first n as they stand in the file, the same for every seed. */
  FILE
}
