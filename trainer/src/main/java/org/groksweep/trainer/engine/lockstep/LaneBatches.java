package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.BatchOrder;

/** Which examples updates see: a replica's whole training set, or the next of its order. */
final class LaneBatches {

  private final ScalarSets sets;
  private final boolean full;
  private final int[] numbers;

  LaneBatches(ScalarSets sets, GroupPhase phase) {
    this.sets = sets;
    this.full = phase.full();
    this.numbers = new int[phase.examples()];
  }

  boolean areFull() {
    return full;
  }

  /**
   * Takes the examples of a replica's next update, or of all where batches are full; returns how
   * many.
   */
  int take(Replica replica) {
    if (full) {
      ExampleSet all = sets.train(replica);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = all.number(i);
      }
      return numbers.length;
    }
    BatchOrder order = replica.order;
    int taken = order.next();
    for (int i = 0; i < taken; i++) {
      numbers[i] = replica.trainingSet[order.example(i)];
    }
    return taken;
  }

  /** One of those that were taken last. */
  int number(int place) {
    return numbers[place];
  }
}
