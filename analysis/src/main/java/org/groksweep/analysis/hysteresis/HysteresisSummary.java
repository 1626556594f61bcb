package org.groksweep.analysis.hysteresis;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.ThermalHazard;

/**
 * A whole walk beside its theory: one loop per singular value.
 *
 * @param modes the theory's modes, by descending singular value
 * @param loops one per mode, in the same order
 */
public record HysteresisSummary(List<DeepLinearMode> modes, List<HysteresisLoop> loops) {

  public HysteresisSummary {
    modes = List.copyOf(modes);
    loops = List.copyOf(loops);
    if (modes.size() != loops.size()) {
      throw new IllegalArgumentException(
          "loops: " + loops.size() + " must be one per mode, " + modes.size());
    }
  }

  /** The summary of one replica's walk, modes present above half of their spinodal's strength. */
  public static HysteresisSummary of(
      List<WalkObservation> observations, List<DeepLinearMode> modes) {
    return new HysteresisSummary(
        modes,
        IntStream.range(0, modes.size())
            .mapToObj(
                k -> HysteresisLoop.of(observations, k, PresenceRule.halfOfSpinodal(modes.get(k))))
            .toList());
  }

  /** How many changes of state a direction showed: one per singular value if each jumps once. */
  public int transitions(WalkDirection direction) {
    return loops.stream()
        .mapToInt(
            loop -> direction == WalkDirection.UP ? loop.upTransitions() : loop.downTransitions())
        .sum();
  }

  /** Whether the way up showed one transition per singular value. */
  public boolean oneTransitionPerMode() {
    return loops.stream().allMatch(loop -> loop.upTransitions() == 1 && loop.up().isPresent());
  }

  /**
   * Where noise would make a mode jump, from its accumulated hazard; empty where it would not.
   *
   * @param mode counted from 0
   * @param walk L2 values in the order of the direction
   * @param thermal dwell, temperature and learning rate of the walk
   */
  public OptionalDouble thermalPrediction(
      int mode, WalkDirection direction, List<Double> walk, ThermalWalk thermal) {
    return new ThermalHazard(modes.get(mode), thermal.temperature(), thermal.learningRate())
        .medianJump(walk, thermal.dwellSteps(), direction.transition());
  }

  /**
   * How a walk was made.
   *
   * @param dwellSteps at each L2 value, at least 1
   * @param temperature T, above 0
   * @param learningRate η, above 0
   */
  public record ThermalWalk(long dwellSteps, double temperature, double learningRate) {}
}
