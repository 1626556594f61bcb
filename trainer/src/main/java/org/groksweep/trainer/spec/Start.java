package org.groksweep.trainer.spec;

import java.io.Serializable;

/** The weights that a trial begins at. */
public sealed interface Start extends Typed, Serializable {

  /** Those that the model's own scheme draws. */
  Start OF_MODEL = new OfModel();

  /** What the model's own scheme draws. */
  record OfModel() implements Start {
    @Override
    public String type() {
      return "model";
    }
  }

  /**
   * Weights that were saved. Where they lie is no part of a trial's identity; what they are is.
   *
   * @param file path of an npz file
   * @param fingerprint of its arrays
   */
  record Saved(@NotIdentity String file, String fingerprint) implements Start {
    @Override
    public String type() {
      return "saved";
    }
  }
}
