package org.groksweep.analysis.arrhenius;

/**
 * What escape times are counted in. A sweep of the learning rate must use LEARNING_RATE_TIME: in
 * steps every barrier-free time already falls as 1/η, which adds a third to the slope over 1/T.
 */
public enum TimeUnit {
  /** Optimizer updates. */
  STEPS,
  /** The sum of learning rates, the time of the Langevin equation. */
  LEARNING_RATE_TIME;

  /** Steps at a constant learning rate, in this unit. */
  double of(long steps, double learningRate) {
    return this == STEPS ? steps : steps * learningRate;
  }
}
