package org.groksweep.analysis.theory;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mode at one L2 strength β: its unlearned state at the origin, its learned state, and the saddle
 * between them.
 *
 * <p>For L ≥ 3 and 0 &lt; β &lt; β_c all three exist. At β ≥ β_c only the origin does. At β = 0 the
 * saddle has merged with the origin. For L = 2 there is no saddle at any β: the origin is a minimum
 * above β = s and itself the saddle below, where λ = s − β is learned.
 */
public final class ModeLandscape {

  // Newton's steps halve at worst (at the spinodal, a double root), so 53 and a few are enough. The
  // iteration ends by itself where rounding turns it round.
  private static final int MAX_ROUNDS = 200;

  private final DeepLinearMode mode;
  private final double l2;
  private final StationaryPoint unlearned;
  private final Optional<StationaryPoint> saddle;
  private final Optional<StationaryPoint> learned;

  ModeLandscape(DeepLinearMode mode, double l2) {
    Require.notNegative("l2", l2);
    this.mode = mode;
    this.l2 = l2;
    this.unlearned = origin();
    boolean exists = l2 < mode.upperSpinodalL2();
    this.learned = exists ? Optional.of(balanced(learnedStrength())) : Optional.empty();
    boolean separated = exists && mode.layers() > 2 && l2 > 0;
    this.saddle = separated ? Optional.of(balanced(saddleStrength())) : Optional.empty();
  }

  public DeepLinearMode mode() {
    return mode;
  }

  /** β, at least 0. */
  public double l2() {
    return l2;
  }

  /** The state at the origin: a minimum for L ≥ 3 and β above 0, and for L = 2 above β = s. */
  public StationaryPoint unlearned() {
    return unlearned;
  }

  /** The saddle between the two minima, λ on the lower branch. */
  public Optional<StationaryPoint> saddle() {
    return saddle;
  }

  /** The state that fits the data, λ on the upper branch; empty at and above the spinodal. */
  public Optional<StationaryPoint> learned() {
    return learned;
  }

  /** E(saddle) − E(unlearned) = ½λ_sad[(L−2)s − (L−1)λ_sad], in units of the loss. */
  public OptionalDouble barrierToLearn() {
    if (saddle.isEmpty()) {
      return OptionalDouble.empty();
    }
    double low = saddle.get().strength();
    int layers = mode.layers();
    return OptionalDouble.of(low * ((layers - 2) * mode.singularValue() - (layers - 1) * low) / 2);
  }

  /** E(saddle) − E(learned) = ½(λ_min−λ_sad)[(L−1)(λ_min+λ_sad) − (L−2)s]. */
  public OptionalDouble barrierToForget() {
    if (saddle.isEmpty() || learned.isEmpty()) {
      return OptionalDouble.empty();
    }
    double low = saddle.get().strength();
    double high = learned.get().strength();
    int layers = mode.layers();
    return OptionalDouble.of(
        (high - low) * ((layers - 1) * (high + low) - (layers - 2) * mode.singularValue()) / 2);
  }

  private StationaryPoint origin() {
    // Products of two other layers vanish at the origin only where there are three or more.
    double coupling = mode.layers() == 2 ? mode.singularValue() : 0;
    double energy = mode.singularValue() * mode.singularValue() / 2;
    return new StationaryPoint(0, 0, energy, l2 - coupling, l2 + coupling);
  }

  private StationaryPoint balanced(double strength) {
    int layers = mode.layers();
    double weight = Math.pow(strength, 1.0 / layers);
    double symmetric =
        strength
            / (weight * weight)
            * (2.0 * (layers - 1) * strength - (layers - 2) * mode.singularValue());
    return new StationaryPoint(
        strength, weight, mode.stationaryEnergy(strength), symmetric, 2 * l2);
  }

  /**
   * The root of f(λ) = λ^{1−2/L}(1−λ) − b on [λ_c, 1], in units of s. f is concave and falls there,
   * so Newton's iterates from λ = 1, where f = −b, fall to the root and never pass it.
   */
  private double learnedStrength() {
    if (mode.layers() == 2) {
      return mode.singularValue() - l2;
    }
    double b = scaledL2();
    double exponent = 1 - 2.0 / mode.layers();
    double strength = 1;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double power = Math.pow(strength, exponent);
      double slope = power * (exponent * (1 - strength) / strength - 1);
      double next = strength - (power * (1 - strength) - b) / slope;
      if (!(next < strength && next > spinodal())) {
        return mode.singularValue() * strength;
      }
      strength = next;
    }
    throw noConvergence();
  }

  /**
   * The root of the same equation on (0, λ_c]. Solved for x = ln λ, which keeps the relative
   * accuracy where λ falls as b^{L/(L−2)}: 1e-9 at b = 1e-3 and L = 3. g(x) = (1−2/L)x + ln(1−e^x)
   * − ln b is concave and rises, so Newton's iterates from that limit, where g &lt; 0, rise to the
   * root and never pass it.
   */
  private double saddleStrength() {
    double logB = Math.log(scaledL2());
    double exponent = 1 - 2.0 / mode.layers();
    double last = Math.log(spinodal());
    double x = logB / exponent;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double strength = Math.exp(x);
      double slope = exponent - strength / (1 - strength);
      double next = x - (exponent * x + Math.log1p(-strength) - logB) / slope;
      if (!(next > x && next < last)) {
        return mode.singularValue() * strength;
      }
      x = next;
    }
    throw noConvergence();
  }

  /** λ_c in units of s. */
  private double spinodal() {
    return mode.upperSpinodalStrength() / mode.singularValue();
  }

  private double scaledL2() {
    return l2 / Math.pow(mode.singularValue(), 2 - 2.0 / mode.layers());
  }

  private IllegalStateException noConvergence() {
    return new IllegalStateException("no stationary point found for " + mode + " at l2 " + l2);
  }
}
