package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * Which training examples an update sees.
 *
 * @param size examples per update, at least 1; a training set that is no larger is used whole, and
 *     then {@code sampling} has no effect under {@link Sampling#SHUFFLED}
 * @param sampling how they are drawn
 */
public record Batching(int size, Sampling sampling) implements Serializable {

  /** How a batch is drawn. */
  public enum Sampling {
    /** All training examples at every update. */
    FULL,
    /**
     * Epochs of a fresh order each; the last batch of an epoch is short where size does not divide.
     */
    SHUFFLED,
    /** Every example of every batch drawn independently. */
    WITH_REPLACEMENT,
    /**
     * Every example of every batch is new: drawn from the task's distribution, which the task must
     * have. The training set is then what rows are measured on.
     */
    FRESH
  }

  public static final Batching FULL = new Batching(1, Sampling.FULL);

  public Batching {
    Require.atLeast("batch size", size, 1);
    Require.that(
        sampling != Sampling.FULL || size == 1, "batch size", size, "must be 1 under FULL");
  }
}
