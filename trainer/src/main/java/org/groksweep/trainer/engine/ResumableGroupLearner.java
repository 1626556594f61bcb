package org.groksweep.trainer.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A group whose state can be kept and taken up again: what trains on from a restored state does the
 * same updates to every replica, bit for bit, as what was never interrupted.
 */
public interface ResumableGroupLearner extends GroupLearner {

  /**
   * What an update takes, in floating-point operations of the same time.
   *
   * @param shared by all running replicas, however many
   * @param perReplica for each running one
   */
  record StepCost(double shared, double perReplica) {}

  /** What an update of the current phase takes: a function of the specs alone, never of a clock. */
  StepCost stepCost();

  /**
   * Writes, in exact bits, all that the coming updates and {@link #crossing} depend on beside specs
   * and examples, whichever arrangement the replicas have in memory. Between two updates, once a
   * phase has begun; it changes nothing.
   */
  void saveState(DataOutput out) throws IOException;

  /**
   * Takes up a state of the same replicas in the same order, in place of beginning the first phase:
   * the phase of the state goes on.
   *
   * @throws IOException if the state cannot be read, or is another group's
   */
  void restoreState(DataInput in) throws IOException;

  /**
   * Writes, in exact bits, all that one replica's coming updates and crossings depend on. Between
   * two updates of a phase in which it takes part; it changes nothing.
   */
  void saveReplica(int replica, DataOutput out) throws IOException;

  /**
   * A replica takes part in the current phase from here on, in a state that {@link #saveReplica}
   * wrote of the same trial but for its length: at this step of this phase.
   *
   * @param replica one that has not taken part in the phase
   * @throws IOException if the state cannot be read, or is of another phase or step
   */
  void restoreReplica(int replica, DataInput in) throws IOException;
}
