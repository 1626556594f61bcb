package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.spec.Phase;

/**
 * A phase's updates w ← keep · w − (η · gradient + η · deviation · noise), where keep is what the
 * decays of both kinds leave at the learning rate η.
 */
final class UpdateRule<A> {

  private final LaneArithmetic<A> arithmetic;
  private final Phase phase;
  private final double deviation;

  UpdateRule(LaneArithmetic<A> arithmetic, Phase phase) {
    this.arithmetic = arithmetic;
    this.phase = phase;
    this.deviation = Math.sqrt(phase.gradientNoise());
  }

  /** Whether updates need noise. */
  boolean isNoisy() {
    return deviation > 0;
  }

  /**
   * Updates all weights.
   *
   * @param update of the phase, from 0
   * @param scale {@link LanePass#gradientScale}
   * @param noise as many arrays at least where it is noisy
   * @param count numbers of an array
   */
  void applyInPlace(long update, A[] weights, A[] gradient, double scale, A[] noise, int count) {
    double rate = phase.learningRate() * phase.schedule().factor(update + 1, phase.maxSteps());
    double keep = 1 - rate * (phase.l2() + phase.weightDecay());
    for (int i = 0; i < weights.length; i++) {
      if (deviation > 0) {
        arithmetic.updateInPlace(
            weights[i], gradient[i], noise[i], keep, rate * scale, rate * deviation, count);
      } else {
        arithmetic.updateInPlace(weights[i], gradient[i], keep, rate * scale, count);
      }
    }
  }
}
