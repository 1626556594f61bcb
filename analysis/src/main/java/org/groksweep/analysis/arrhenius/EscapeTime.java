package org.groksweep.analysis.arrhenius;

/**
 * One trial's first passage out of a metastable state, or how long it was waited for.
 *
 * @param seed of the trial; trials of one seed share their noise
 * @param temperature T of the trial, at least 0, by one definition for all trials of a fit; 0 is no
 *     noise, of which there is a mean time but no Arrhenius law
 * @param learningRate η during the wait, above 0: a step lasts η
 * @param steps to the passage; where it did not come, the steps waited; at least 1
 * @param budget steps that the trial was given, at least {@code steps}
 * @param escaped false where the wait ended before the passage
 */
public record EscapeTime(
    long seed, double temperature, double learningRate, long steps, long budget, boolean escaped) {

  public EscapeTime {
    if (!(Double.isFinite(temperature) && temperature >= 0)) {
      throw new IllegalArgumentException(
          "temperature: " + temperature + " must be finite and at least 0");
    }
    if (!(Double.isFinite(learningRate) && learningRate > 0)) {
      throw new IllegalArgumentException(
          "learningRate: " + learningRate + " must be finite and above 0");
    }
    if (steps < 1 || steps > budget) {
      throw new IllegalArgumentException(
          "steps: " + steps + " must be in [1, budget], with budget " + budget);
    }
  }
}
