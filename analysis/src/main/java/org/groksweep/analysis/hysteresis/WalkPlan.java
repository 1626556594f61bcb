package org.groksweep.analysis.hysteresis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The walks of L2 among a trial's phases: runs of at least three phases NAME_1, NAME_2, … alike in
 * all but L2. A walk up and down has two legs; its turn belongs to the first. Of each direction the
 * trial's first leg counts.
 *
 * @param legs by direction, at least one
 */
public record WalkPlan(Map<WalkDirection, Leg> legs) {

  private static final Pattern NUMBERED = Pattern.compile("(.+)_([0-9]+)");
  private static final int FEWEST_PHASES = 3;

  public WalkPlan {
    legs = Map.copyOf(legs);
  }

  /**
   * A phase of a trial.
   *
   * @param name of the phase
   * @param l2 β in it
   * @param steps its length
   * @param learningRate η
   * @param temperature T of its declared noise, 0 without
   */
  public record Step(String name, double l2, long steps, double learningRate, double temperature) {}

  /**
   * A stretch of a walk in one direction.
   *
   * @param visits in their order, at least two
   */
  public record Leg(List<Step> visits) {

    public Leg {
      visits = List.copyOf(visits);
    }

    /** The L2 values in their order. */
    public List<Double> values() {
      return visits.stream().map(Step::l2).toList();
    }

    /** Steps at each value. */
    public long dwellSteps() {
      return visits.get(0).steps();
    }

    /** T, 0 without noise. */
    public double temperature() {
      return visits.get(0).temperature();
    }

    /** η. */
    public double learningRate() {
      return visits.get(0).learningRate();
    }
  }

  /** The walks of a trial; empty where it has none. */
  public static Optional<WalkPlan> of(List<Step> phases) {
    Map<WalkDirection, Leg> legs = new EnumMap<>(WalkDirection.class);
    for (List<Step> walk : runs(phases)) {
      legs(walk).forEach(legs::putIfAbsent);
    }
    return legs.isEmpty() ? Optional.empty() : Optional.of(new WalkPlan(legs));
  }

  private static List<List<Step>> runs(List<Step> phases) {
    List<List<Step>> runs = new ArrayList<>();
    List<Step> run = new ArrayList<>();
    for (Step phase : phases) {
      if (!run.isEmpty() && !follows(run.get(run.size() - 1), phase)) {
        runs.add(run);
        run = new ArrayList<>();
      }
      run.add(phase);
    }
    runs.add(run);
    return runs.stream().filter(each -> each.size() >= FEWEST_PHASES).toList();
  }

  private static boolean follows(Step before, Step after) {
    Matcher first = NUMBERED.matcher(before.name());
    Matcher second = NUMBERED.matcher(after.name());
    return first.matches()
        && second.matches()
        && first.group(1).equals(second.group(1))
        && Long.parseLong(second.group(2)) == Long.parseLong(first.group(2)) + 1
        && before.steps() == after.steps()
        && before.learningRate() == after.learningRate()
        && before.temperature() == after.temperature()
        && before.l2() != after.l2();
  }

  private static Map<WalkDirection, Leg> legs(List<Step> walk) {
    Map<WalkDirection, Leg> legs = new EnumMap<>(WalkDirection.class);
    List<Step> leg = new ArrayList<>(walk.subList(0, 1));
    WalkDirection direction = direction(walk.get(0), walk.get(1));
    for (int k = 1; k < walk.size(); k++) {
      WalkDirection next = direction(walk.get(k - 1), walk.get(k));
      if (next != direction) {
        legs.putIfAbsent(direction, new Leg(leg));
        leg = new ArrayList<>();
        direction = next;
      }
      leg.add(walk.get(k));
    }
    legs.putIfAbsent(direction, new Leg(leg));
    return legs;
  }

  private static WalkDirection direction(Step before, Step after) {
    return after.l2() > before.l2() ? WalkDirection.UP : WalkDirection.DOWN;
  }
}
