package org.groksweep.trainer.engine.lockstep;

import java.util.List;

/** Some running replicas in training, all at the same step of a phase. */
interface Tile {

  /** How many it has. */
  int replicas();

  boolean isFull();

  /** Takes a replica in, which is not full. */
  void add(Replica replica);

  /** Does the updates between two steps of the phase for every replica that stays. */
  void advance(long from, long to);

  /** Lets the phase's rules look at a step. */
  void watch(long step);

  /** Writes the weights back to their replicas. */
  void writeBack();

  /** Writes back the weights of a replica; whether it is here. */
  boolean writeBackIfHere(Replica replica);

  /** Empties it, its weights written back; returns who was in it. */
  List<Replica> takeAll();
}
