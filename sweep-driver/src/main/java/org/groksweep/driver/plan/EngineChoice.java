package org.groksweep.driver.plan;

import org.groksweep.trainer.spec.TrialSpec;

/** Decides which engine trains a trial, at plan time. */
@FunctionalInterface
public interface EngineChoice {

  /**
   * The name of the engine.
   *
   * @param asked what the config says: "auto" or an engine's name
   */
  String of(String asked, TrialSpec spec);
}
