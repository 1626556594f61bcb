package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.spec.SeedStreams;

/** One trial of a group, in a lane or not. */
final class Replica {

  final int number;
  final SeedStreams seeds;
  final BatchOrder order;

  /**
   * All weights, in the order of {@link ReplicaModel#named}; where {@link #running}, as they were
   * placed into the lane.
   */
  final double[] weights;

  /** Of the current phase. */
  int[] trainingSet;

  boolean running;
  boolean finite = true;

  /** Where {@link #running} is false: updates done in the phase. */
  long phaseStep;

  Replica(int number, SeedStreams seeds, BatchOrder order, double[] weights) {
    this.number = number;
    this.seeds = seeds;
    this.order = order;
    this.weights = weights;
  }
}
