package org.groksweep.analysis.hysteresis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One mode in one direction of a walk.
 *
 * @param mode counted from 0
 * @param direction of the walk
 * @param visits L2 values in the order of the walk, with the strength at each
 */
record ModeWalk(int mode, WalkDirection direction, List<WalkObservation> visits) {

  ModeWalk {
    visits = List.copyOf(visits);
  }

  /** The observations of one mode and direction, in the order of the walk. */
  static ModeWalk of(List<WalkObservation> observations, int mode, WalkDirection direction) {
    Comparator<WalkObservation> upwards = Comparator.comparingDouble(WalkObservation::l2);
    List<WalkObservation> visits =
        observations.stream()
            .filter(o -> o.mode() == mode && o.direction() == direction)
            .sorted(direction == WalkDirection.UP ? upwards : upwards.reversed())
            .toList();
    for (int k = 1; k < visits.size(); k++) {
      if (visits.get(k).l2() == visits.get(k - 1).l2()) {
        throw new IllegalArgumentException(
            "l2: "
                + visits.get(k).l2()
                + " must be visited once per mode and direction (mode "
                + mode
                + ", "
                + direction
                + "); average replicas or analyse them one by one");
      }
    }
    return new ModeWalk(mode, direction, visits);
  }

  /** All changes of state, in the order of the walk. */
  List<Jump> jumps(PresenceRule rule) {
    List<Jump> jumps = new ArrayList<>();
    if (visits.isEmpty()) {
      return jumps;
    }
    // Between the thresholds the first state is undecided: the walk's direction says which it is.
    boolean learned = firstState(rule.at(visits.get(0).l2()));
    for (int k = 1; k < visits.size(); k++) {
      WalkObservation visit = visits.get(k);
      PresenceRule.Thresholds thresholds = rule.at(visit.l2());
      boolean next =
          learned ? visit.strength() >= thresholds.low() : visit.strength() > thresholds.high();
      if (next != learned) {
        jumps.add(new Jump(mode, direction, next, visit.l2(), visits.get(k - 1).l2()));
        learned = next;
      }
    }
    return jumps;
  }

  private boolean firstState(PresenceRule.Thresholds thresholds) {
    double strength = visits.get(0).strength();
    return direction == WalkDirection.UP
        ? strength >= thresholds.low()
        : strength > thresholds.high();
  }

  /** The last change into the state that the direction leads to. */
  Optional<Jump> jump(PresenceRule rule) {
    boolean wanted = direction == WalkDirection.DOWN;
    return jumps(rule).stream().filter(j -> j.learned() == wanted).reduce((a, b) -> b);
  }
}
