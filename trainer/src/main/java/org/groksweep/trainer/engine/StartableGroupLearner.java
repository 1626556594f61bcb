package org.groksweep.trainer.engine;

/** A group whose replicas can begin at given weights in place of those that their model draws. */
public interface StartableGroupLearner extends GroupLearner {

  /**
   * Every replica takes up the same weights, rounded to the trials' precision. Before the first
   * phase.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #weights}
   */
  void startFrom(Weights weights);
}
