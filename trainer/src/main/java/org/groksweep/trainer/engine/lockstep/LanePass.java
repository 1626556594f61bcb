package org.groksweep.trainer.engine.lockstep;

/**
 * A model in the lanes of a tile for a phase: the weights, the batches, the gradients of the losses
 * and what rules watch. An update calls {@link #takeBatches}, {@link #forward}, {@link #slope} and
 * {@link #backward}; none looks at another lane.
 */
interface LanePass<A> {

  /** [weights] of the lanes, which the tile places, moves and updates. */
  A[] weights();

  /** [weights] of the last backward pass: ∂loss/∂weights = {@link #gradientScale} · gradient. */
  A[] gradient();

  double gradientScale();

  /** Puts a replica's sets of the phase into a lane. */
  void place(int lane, Replica replica);

  /** Moves all but the weights from a lane to another. */
  void copyLane(int from, int to);

  /** Loads each lane's batch of the phase's update, from 0; nothing where all are full. */
  void takeBatches(long update, int lanes);

  /** What depends on the weights alone. */
  void forward(int lanes);

  /** The loss's slope at the end of the last forward pass, on the batches at hand. */
  void slope(int lanes);

  /**
   * [lanes] numbers that are finite where the loss of the last slope is; the caller's to change.
   */
  A finiteness(int lanes);

  /** From the last slope to the gradient. */
  void backward(int lanes);

  /**
   * Finds what the phase's rules watch, at the last forward pass; under full batches losses too.
   */
  void look(int lanes);

  /** What a rule watches in a lane, of the last {@link #look}. */
  double watched(Watch watch, int lane);

  /** Whether any lane's value of the last {@link #look} may have crossed a rule's threshold. */
  default boolean mayCross(Watch watch, int lanes) {
    return true;
  }
}
