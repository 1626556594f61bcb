package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.spec.Phase;

/**
 * A model in the lanes of a tile: their weights, their batches, the gradient of their losses and
 * what rules watch. An update calls {@link #takeBatches}, {@link #forward}, {@link #slope} and
 * {@link #backward}; none looks at another lane.
 */
interface LanePass<A> {

  /** [weights] of the lanes. */
  A[] weights();

  /** [weights] the loss's derivatives over {@link #gradientScale}, of the last backward pass. */
  A[] gradient();

  /** By which {@link #gradient} is multiplied. */
  double gradientScale();

  /** Prepares for a phase, in which no replica has been placed. */
  void begin(Phase phase, int index, List<Watch> watches);

  /** Puts a replica, its weights and its sets of the phase into a lane. */
  void place(int lane, Replica replica);

  void copyLane(int from, int to);

  /** Takes up the batches of the update after so many of the phase. */
  void takeBatches(long update, int lanes);

  /** What depends on the weights alone. */
  void forward(int lanes);

  /** The loss's slope at the end of the last forward pass, on the batches at hand. */
  void slope(int lanes);

  /** [lanes] numbers that are finite where the batch's loss is; after a slope. */
  A finiteness(int lanes);

  /** From the last slope to the gradient. */
  void backward(int lanes);

  /** Finds the singular values of the last forward pass. */
  void findSingularValues(int lanes);

  /** [lanes] a singular value of the last {@link #findSingularValues}, by its place from 0. */
  A singularValue(int mode);

  /** Finds the losses of whole training sets, at the last forward pass. */
  void findLosses(int lanes);

  /** A lane's loss, of the last {@link #findLosses}. */
  double loss(int lane);
}
