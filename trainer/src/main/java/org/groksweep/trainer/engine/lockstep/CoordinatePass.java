package org.groksweep.trainer.engine.lockstep;

/**
 * One replica of a model whose arrays run along its own coordinates in place of lanes: what few
 * replicas are trained by, with the bits that they have in lanes.
 */
interface CoordinatePass<A> {

  /** How many numbers an array has. */
  int length();

  /** [weights / length] of {@link #length} numbers each. */
  A[] weights();

  /** [weights / length] ∂loss/∂weights = {@link #gradientScale} · gradient. */
  A[] gradient();

  double gradientScale();

  /** Takes up a replica's sets of the phase. */
  void place(Replica replica);

  /** Loads the replica's next batch; nothing where it is full. */
  void takeBatch();

  /** What depends on the weights alone. */
  void forward();

  /** Takes the gradient after {@link #forward}; whether the batch's loss is finite. */
  boolean takeGradient();

  /** What a rule watches, after {@link #forward} and under full batches: the loss. */
  double loss();
}
