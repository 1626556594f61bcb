package org.groksweep.analysis.arrhenius;

import java.util.List;

/**
 * Dropping the time in which a trial settles into its metastable state, where it shows as a Weibull
 * shape above about 1.2.
 */
public final class Incubation {

  private Incubation() {}

  /**
   * The relaxation time of the unlearned state, 2/(β·η) steps, rounded up: its curvature is β.
   *
   * @param l2 β, above 0
   * @param learningRate η, above 0
   */
  public static long steps(double l2, double learningRate) {
    if (!(l2 > 0 && learningRate > 0)) {
      throw new IllegalArgumentException(
          "l2: " + l2 + " and learningRate: " + learningRate + " must be above 0");
    }
    return (long) Math.ceil(2 / (l2 * learningRate));
  }

  /**
   * The trials still waiting after the incubation, their clocks started at its end. An exponential
   * law is left as it was, since it has no memory; trials that escaped before are left out, not
   * counted as censored.
   *
   * @param incubationSteps at least 0
   */
  public static List<EscapeTime> dropped(List<EscapeTime> times, long incubationSteps) {
    if (incubationSteps < 0) {
      throw new IllegalArgumentException(
          "incubationSteps: " + incubationSteps + " must be at least 0");
    }
    return times.stream()
        .filter(time -> time.steps() > incubationSteps)
        .map(
            time ->
                new EscapeTime(
                    time.seed(),
                    time.temperature(),
                    time.learningRate(),
                    time.steps() - incubationSteps,
                    time.budget() - incubationSteps,
                    time.escaped()))
        .toList();
  }
}
