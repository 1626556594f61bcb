package org.groksweep.analysis.hysteresis;

import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.PassageThresholds;

/**
 * When a mode counts as learned in a walk: a Schmitt trigger whose thresholds may move with L2. A
 * learned mode is forgotten below {@code low}, an unlearned one is learned above {@code high}.
 */
@FunctionalInterface
public interface PresenceRule {

  /** Where nothing else is known of a continuous transition: papers.md T-D4. */
  double CONTINUOUS_THRESHOLD = 0.01;

  /** The thresholds at an L2 value. */
  Thresholds at(double l2);

  /**
   * The two thresholds.
   *
   * @param high a strength above it is learned; at least {@code low}
   * @param low a strength below it is not
   */
  record Thresholds(double high, double low) {
    public Thresholds {
      if (!(Double.isFinite(high) && Double.isFinite(low) && low <= high)) {
        throw new IllegalArgumentException(
            "thresholds: low " + low + " must be at most high " + high);
      }
    }
  }

  /** One threshold at every L2. */
  static PresenceRule above(double threshold) {
    Thresholds both = new Thresholds(threshold, threshold);
    return l2 -> both;
  }

  /**
   * Half of the strength at which the learned state vanishes, ½λ_c; for L = 2, whose transition is
   * continuous, 0.01.
   */
  static PresenceRule halfOfSpinodal(DeepLinearMode mode) {
    return above(mode.layers() == 2 ? CONTINUOUS_THRESHOLD : mode.upperSpinodalStrength() / 2);
  }

  /**
   * The midpoints of the theory at each L2, ½(λ_sad + λ_min) and ½λ_sad; where there is no saddle,
   * half of the spinodal's strength.
   */
  static PresenceRule midpoints(DeepLinearMode mode) {
    PresenceRule fallback = halfOfSpinodal(mode);
    return l2 ->
        PassageThresholds.midpoints(mode.at(l2))
            .map(thresholds -> new Thresholds(thresholds.high(), thresholds.low()))
            .orElseGet(() -> fallback.at(l2));
  }
}
