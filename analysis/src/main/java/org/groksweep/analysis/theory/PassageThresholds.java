package org.groksweep.analysis.theory;

import java.util.Optional;

/**
 * Where a mode's strength counts as learned and as unlearned: a Schmitt trigger around the saddle.
 *
 * <p>Both lie beyond the saddle, never at it: a path that reaches the saddle returns half of the
 * time.
 *
 * @param high ½(λ_sad + λ_min): a strength at or above it has escaped from the unlearned state
 * @param low ½λ_sad: a strength at or below it has escaped from the learned state
 */
public record PassageThresholds(double high, double low) {

  public PassageThresholds {
    Require.positive("low", low);
    if (!(Double.isFinite(high) && high > low)) {
      throw new IllegalArgumentException("high: " + high + " must be finite and above low " + low);
    }
  }

  /**
   * The midpoints of a landscape.
   *
   * @return empty where there is no saddle
   */
  public static Optional<PassageThresholds> midpoints(ModeLandscape landscape) {
    return landscape
        .saddle()
        .map(
            saddle -> {
              double learned = landscape.learned().orElseThrow().strength();
              return new PassageThresholds(
                  (saddle.strength() + learned) / 2, saddle.strength() / 2);
            });
  }

  /** The threshold that ends a transition: the high one to learn, the low one to forget. */
  public double of(Transition transition) {
    return transition == Transition.LEARN ? high : low;
  }
}
