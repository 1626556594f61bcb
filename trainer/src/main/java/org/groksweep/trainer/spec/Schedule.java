package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * How the learning rate moves within a phase: a linear warm-up, then constant or cosine.
 *
 * <p>Update t of a phase, counted from 1, has the factor min(1, t / warmupSteps); under {@link
 * Decay#COSINE} it then falls from 1 to {@code finalFactor} at the phase's last step along half a
 * cosine. The first update has factor 1/warmupSteps, not 0, so that no update is wasted.
 *
 * @param warmupSteps at least 0; 0 and 1 are no warm-up
 * @param decay what follows the warm-up
 * @param finalFactor of the learning rate at the last step under cosine, in [0, 1]
 */
public record Schedule(long warmupSteps, Decay decay, double finalFactor) implements Serializable {

  /** What follows the warm-up. */
  public enum Decay {
    CONSTANT,
    COSINE
  }

  public static final Schedule NONE = new Schedule(0, Decay.CONSTANT, 0);

  public Schedule {
    Require.atLeast("warmupSteps", warmupSteps, 0);
    Require.that(
        finalFactor >= 0 && finalFactor <= 1, "finalFactor", finalFactor, "must be in [0, 1]");
  }

  /**
   * The factor on the learning rate of an update.
   *
   * @param update within its phase, from 1 to {@code phaseSteps}
   * @param phaseSteps the phase's length in steps
   */
  public double factor(long update, long phaseSteps) {
    if (update < warmupSteps) {
      return update / (double) warmupSteps;
    }
    if (decay == Decay.CONSTANT || phaseSteps <= warmupSteps) {
      return 1;
    }
    double progress = (update - warmupSteps) / (double) (phaseSteps - warmupSteps);
    // StrictMath: the rate is part of what a trial computes, and Math.cos may differ between JVMs.
    return finalFactor + (1 - finalFactor) * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
  }
}
