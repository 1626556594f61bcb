package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * Ends a trial early, as STOPPED, once a passage has held and {@code extraSteps} more have run.
 *
 * <p>It changes what a trial computes, so it is part of its identity; that is why it looks at steps
 * of its own and not at the recorded ones, which are no part of it.
 *
 * @param passage what must have happened; its dwell counts looks
 * @param every the looks' distance in steps, counted over the whole trial, at least 1
 * @param extraSteps steps to go on for after the passage was confirmed, at least 0
 */
public record StopRule(PassageRule passage, long every, long extraSteps) implements Serializable {

  public static final long DEFAULT_EVERY = 100;
  public static final long DEFAULT_EXTRA_STEPS = 0;

  public StopRule {
    Require.atLeast("every", every, 1);
    Require.atLeast("extraSteps", extraSteps, 0);
  }
}
