package org.groksweep.trainer.loop;

import java.io.IOException;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.Trial;

/** Where the weights go that a trial was asked to keep. */
public interface WeightsSink {

  /** Keeps nothing. */
  WeightsSink NONE = (trial, name, weights) -> {};

  /**
   * Takes weights.
   *
   * @param name what they are the weights of: a passage rule, "final" or "step" and its number;
   *     once per trial
   * @throws IOException if they cannot be kept: a fault of the storage, never of the trial
   */
  void save(Trial trial, String name, Weights weights) throws IOException;
}
