package org.groksweep.analysis.arrhenius;

import java.io.Serializable;

/**
 * How one trial's wait for an escape ended.
 *
 * @param seed of the trial
 * @param temperature T, at least 0; 0 is no noise
 * @param learningRate η during the wait, above 0
 * @param steps to the escape or to the end of the budget; 0 where missing
 * @param budget steps that the phase was given, at least 1
 * @param end of the wait
 */
public record Wait(
    long seed, double temperature, double learningRate, long steps, long budget, End end)
    implements Serializable {

  /** How a wait ends. */
  public enum End {
    ESCAPED,
    /** The budget ended it: the only censoring. */
    BUDGET,
    /**
     * Anything else ended it (a crash, a time limit, a stop rule, a loss that is not finite,
     * another escape), so that how long it would have lasted is not known.
     */
    MISSING
  }

  public Wait {
    if (end == End.MISSING && steps != 0) {
      throw new IllegalArgumentException("steps: " + steps + " must be 0 where the end is missing");
    }
  }

  /** A wait whose end is not known. */
  public static Wait missing(long seed, double temperature, double learningRate, long budget) {
    return new Wait(seed, temperature, learningRate, 0, budget, End.MISSING);
  }

  /**
   * The escape time.
   *
   * @throws IllegalStateException where it is missing
   */
  EscapeTime time() {
    if (end == End.MISSING) {
      throw new IllegalStateException("a missing wait has no time");
    }
    return new EscapeTime(seed, temperature, learningRate, steps, budget, end == End.ESCAPED);
  }
}
