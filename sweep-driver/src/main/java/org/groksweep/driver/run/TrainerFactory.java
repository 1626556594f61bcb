package org.groksweep.driver.run;

import java.io.Serializable;

/** Makes trainers where they are needed: what travels to an executor instead of a trainer. */
public interface TrainerFactory extends Serializable {

  /**
   * A trainer for one attempt, used by one thread.
   *
   * @param engine the engine's name, as the bundle has it
   */
  TrialTrainer trainer(String engine);
}
