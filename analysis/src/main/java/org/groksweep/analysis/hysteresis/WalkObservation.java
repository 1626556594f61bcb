package org.groksweep.analysis.hysteresis;

/**
 * A mode's strength at the end of the dwell at one L2 value of a walk.
 *
 * @param direction of the walk
 * @param mode counted from 0, in the order of descending singular values
 * @param l2 β, at least 0
 * @param strength the mode's end-to-end singular value, or another order parameter that is 0 where
 *     the mode is not learned; finite
 */
public record WalkObservation(WalkDirection direction, int mode, double l2, double strength) {

  public WalkObservation {
    if (mode < 0) {
      throw new IllegalArgumentException("mode: " + mode + " must be at least 0");
    }
    if (!(Double.isFinite(l2) && l2 >= 0)) {
      throw new IllegalArgumentException("l2: " + l2 + " must be finite and at least 0");
    }
    if (!Double.isFinite(strength)) {
      throw new IllegalArgumentException("strength: " + strength + " must be finite");
    }
  }
}
