package org.groksweep.trainer.engine.dense;

/** The numbers of one update, set anew before each; symbols as in OptimizerSpec. */
final class UpdateSizes {

  /** η, with the schedule's factor. */
  double learningRate;

  /** Coupled decay: h = g + l2·w. */
  double l2;

  /** Decoupled decay: w ← w − η·weightDecay·w beside the update. */
  double weightDecay;

  double momentum;
  double beta1;
  double beta2;
  double epsilon;

  /** 1 / (1 − β₁ᵗ). */
  double firstCorrection;

  /** 1 / √(1 − β₂ᵗ). */
  double secondCorrection;
}
