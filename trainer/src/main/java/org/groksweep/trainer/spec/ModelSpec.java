package org.groksweep.trainer.spec;

/** What learns: a record of the settings that decide a model's shape and first weights. */
public interface ModelSpec extends Typed {

  /** Number of weight layers, at least 1. */
  int depth();

  /** Factor on every initial parameter that the scheme names; above 0. */
  double initScale();

  /**
   * Whether its outputs depend on its inputs linearly, biases aside, by the product of its layers'
   * weights.
   */
  default boolean isLinear() {
    return false;
  }
}
