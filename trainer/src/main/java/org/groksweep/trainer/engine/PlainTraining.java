package org.groksweep.trainer.engine;

import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** What a spec asks of an engine beyond its model: noise, escapes, fresh examples. */
public final class PlainTraining {

  private PlainTraining() {}

  /** Whether a trial needs none of them. */
  public static boolean isAll(TrialSpec spec) {
    return spec.batching().sampling() != Sampling.FRESH
        && spec.phases().stream().allMatch(PlainTraining::isPlain);
  }

  private static boolean isPlain(Phase phase) {
    return phase.gradientNoise() == 0 && phase.startNoise() == 0 && phase.escapes().isEmpty();
  }
}
