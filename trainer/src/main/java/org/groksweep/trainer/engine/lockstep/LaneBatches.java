package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.engine.BatchOrder;

/** Which examples each lane's update sees: a whole training set, or the next of its order. */
final class LaneBatches {

  private final ScalarSets sets;
  private final Replica[] replicas;
  private final int[] numbers;
  private boolean full;

  /**
   * For lanes of a tile.
   *
   * @param most examples of a batch
   */
  LaneBatches(ScalarSets sets, int most, int lanes) {
    this.sets = sets;
    this.replicas = new Replica[lanes];
    this.numbers = new int[most];
  }

  /** Prepares for a phase whose updates see whole training sets, or not. */
  void begin(boolean seesWholeSets) {
    full = seesWholeSets;
  }

  boolean areFull() {
    return full;
  }

  void place(int lane, Replica replica) {
    replicas[lane] = replica;
  }

  void copyLane(int from, int to) {
    replicas[to] = replicas[from];
  }

  /** The examples that were taken last, as many as were told. */
  int[] numbers() {
    return numbers;
  }

  /** Takes a lane's training set, in rising order; returns its size. */
  int takeAll(int lane) {
    int[] all = sets.trainingSet(replicas[lane]);
    System.arraycopy(all, 0, numbers, 0, all.length);
    return all.length;
  }

  /** Takes the next batch of a lane; returns its size. */
  int takeNext(int lane) {
    BatchOrder order = replicas[lane].order;
    int taken = order.next();
    for (int i = 0; i < taken; i++) {
      numbers[i] = replicas[lane].trainingSet[order.example(i)];
    }
    return taken;
  }
}
