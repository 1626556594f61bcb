package org.groksweep.trainer.engine;

/** A learner that can begin at given weights in place of those that its model draws. */
public interface StartableLearner extends Learner {

  /**
   * Takes up weights, rounded to the trial's precision. Before the first phase.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #weights()}
   */
  void startFrom(Weights weights);
}
