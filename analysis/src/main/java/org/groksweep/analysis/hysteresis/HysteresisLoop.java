package org.groksweep.analysis.hysteresis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.groksweep.analysis.theory.DeepLinearMode;

/**
 * The loop of one mode in a walk of L2 up and down.
 *
 * @param mode counted from 0
 * @param up where the mode was forgotten on the way up; empty where it was not
 * @param down where it was learned on the way down; empty where it was not
 * @param width of the loop, the up-jump's L2 less the down-jump's; empty where either is missing
 * @param area ∫ (strength on the way up − on the way down) dL2 by the trapezoidal rule over the L2
 *     values visited both ways; empty below two of them. Above 0 for a loop, 0 for a reversible
 *     mode
 * @param upTransitions changes of state on the way up, 1 for a clean jump
 * @param downTransitions changes of state on the way down
 */
public record HysteresisLoop(
    int mode,
    Optional<Jump> up,
    Optional<Jump> down,
    OptionalDouble width,
    OptionalDouble area,
    int upTransitions,
    int downTransitions) {

  /**
   * The loop of a mode.
   *
   * @param observations of one replica's walk, all modes, in any order; each L2 value once per mode
   *     and direction
   * @param mode counted from 0
   * @param rule when the mode counts as learned
   */
  public static HysteresisLoop of(List<WalkObservation> observations, int mode, PresenceRule rule) {
    ModeWalk upwards = ModeWalk.of(observations, mode, WalkDirection.UP);
    ModeWalk downwards = ModeWalk.of(observations, mode, WalkDirection.DOWN);
    Optional<Jump> up = upwards.jump(rule);
    Optional<Jump> down = downwards.jump(rule);
    OptionalDouble width =
        up.isPresent() && down.isPresent()
            ? OptionalDouble.of(up.get().l2() - down.get().l2())
            : OptionalDouble.empty();
    return new HysteresisLoop(
        mode,
        up,
        down,
        width,
        area(upwards, downwards),
        upwards.jumps(rule).size(),
        downwards.jumps(rule).size());
  }

  private static OptionalDouble area(ModeWalk upwards, ModeWalk downwards) {
    Map<Double, Double> below = new TreeMap<>();
    downwards.visits().forEach(visit -> below.put(visit.l2(), visit.strength()));
    List<WalkObservation> both =
        upwards.visits().stream().filter(visit -> below.containsKey(visit.l2())).toList();
    if (both.size() < 2) {
      return OptionalDouble.empty();
    }
    double area = 0;
    for (int k = 1; k < both.size(); k++) {
      WalkObservation left = both.get(k - 1);
      WalkObservation right = both.get(k);
      double gaps =
          left.strength() - below.get(left.l2()) + right.strength() - below.get(right.l2());
      area += gaps / 2 * (right.l2() - left.l2());
    }
    return OptionalDouble.of(area);
  }

  /** The up-jump's L2 less the spinodal's β_c: about one grid step above 0 without noise. */
  public OptionalDouble spinodalResidual(DeepLinearMode theory) {
    return up.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(up.get().l2() - theory.upperSpinodalL2());
  }

  /**
   * A jump's L2 less the coexistence's β*: below 0 on the way down and above on the way up, and
   * smaller on both the hotter the walk.
   */
  public OptionalDouble coexistenceResidual(DeepLinearMode theory, WalkDirection direction) {
    Optional<Jump> jump = direction == WalkDirection.UP ? up : down;
    return jump.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(jump.get().l2() - theory.coexistenceL2());
  }
}
