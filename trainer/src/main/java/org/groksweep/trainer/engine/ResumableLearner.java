package org.groksweep.trainer.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A learner whose state can be kept and taken up again: what trains on from a restored state does
 * the same updates, bit for bit, as what was never interrupted.
 */
public interface ResumableLearner extends Learner {

  /**
   * Writes, in exact bits, all that the coming updates depend on beside spec and examples:
   * parameters, momenta, place in the order of batches, phase and counters. Between two updates
   * whose losses were finite, once a phase has begun; it changes nothing.
   */
  void saveState(DataOutput out) throws IOException;

  /**
   * Takes up a state, in place of beginning the first phase: the phase of the state goes on. The
   * learner's spec may differ from the writer's in the lengths of phases.
   *
   * @throws IOException if the state cannot be read, or is another network's
   */
  void restoreState(DataInput in) throws IOException;
}
