package org.groksweep.trainer.engine;

/** A learner whose escapes can be watched at every step. */
public interface WatchingLearner extends Learner {

  /**
   * The current weights' value of an escape's metric; changes nothing.
   *
   * @param rule index within the current phase's {@link org.groksweep.trainer.spec.Phase#escapes()}
   */
  double watched(int rule);
}
