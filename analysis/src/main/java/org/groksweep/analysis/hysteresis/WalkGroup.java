package org.groksweep.analysis.hysteresis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Replicates;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.ThermalHazard;

/**
 * The walks of replicas that differ in their seeds alone. Under noise a mode counts as learned by
 * the midpoints of the theory at each L2 value; without, above half of its strength at the
 * spinodal.
 */
public final class WalkGroup {

  private final WalkPlan plan;
  private final List<DeepLinearMode> modes;
  private final List<List<HysteresisLoop>> loops = new ArrayList<>();

  /**
   * A group.
   *
   * @param plan of every replica's walks
   * @param modes by descending singular value
   * @param replicas the observations of each, all modes, in any order
   */
  public WalkGroup(
      WalkPlan plan, List<DeepLinearMode> modes, List<List<WalkObservation>> replicas) {
    this.plan = plan;
    this.modes = List.copyOf(modes);
    for (List<WalkObservation> observations : replicas) {
      loops.add(
          IntStream.range(0, modes.size())
              .mapToObj(k -> HysteresisLoop.of(observations, k, rule(modes.get(k))))
              .toList());
    }
  }

  /** Whether noise is declared in any leg. */
  public boolean isThermal() {
    return plan.legs().values().stream().anyMatch(leg -> leg.temperature() > 0);
  }

  /** When a mode counts as learned, in words. */
  public String presenceRule() {
    return isThermal()
        ? "learned above half of saddle and minimum, forgotten below half of the saddle, at each l2"
        : "above half of the strength at the spinodal; 0.01 at depth 2";
  }

  private PresenceRule rule(DeepLinearMode mode) {
    return isThermal() ? PresenceRule.midpoints(mode) : PresenceRule.halfOfSpinodal(mode);
  }

  /**
   * The median L2 value at which a mode jumps; replicas that do not jump lie beyond the walk's end.
   *
   * @param mode counted from 0
   */
  public Estimate jump(int mode, WalkDirection direction) {
    // Mirrored on the way down, so that beyond the end is above everything in both directions.
    double sign = direction == WalkDirection.UP ? 1 : -1;
    List<Double> values = new ArrayList<>();
    for (List<HysteresisLoop> replica : loops) {
      Optional<Jump> jump =
          direction == WalkDirection.UP ? replica.get(mode).up() : replica.get(mode).down();
      jump.ifPresent(at -> values.add(sign * at.l2()));
    }
    Estimate median = Replicates.median(values, loops.size(), budget(direction));
    return sign > 0 ? median : mirrored(median);
  }

  private static Estimate mirrored(Estimate e) {
    return new Estimate(
        negated(e.value()),
        e.standardError(),
        negated(e.upper()),
        negated(e.lower()),
        e.trials(),
        e.censored(),
        e.status(),
        e.budget(),
        e.assumption());
  }

  private static OptionalDouble negated(OptionalDouble number) {
    return number.isEmpty() ? number : OptionalDouble.of(-number.getAsDouble());
  }

  private OptionalLong budget(WalkDirection direction) {
    WalkPlan.Leg leg = plan.legs().get(direction);
    return OptionalLong.of(leg.dwellSteps() * leg.visits().size());
  }

  /** The mean width of a mode's loop over the replicas that jumped both ways. */
  public Estimate width(int mode) {
    return mean(mode, HysteresisLoop::width);
  }

  /** The mean area of a mode's loop. */
  public Estimate area(int mode) {
    return mean(mode, HysteresisLoop::area);
  }

  private Estimate mean(
      int mode, java.util.function.Function<HysteresisLoop, OptionalDouble> number) {
    List<Double> values =
        loops.stream()
            .map(replica -> number.apply(replica.get(mode)))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList();
    return Replicates.mean(values, loops.size(), OptionalLong.empty());
  }

  /** Changes of a mode's state in a direction, mean over replicas; 1 for clean jumps. */
  public double transitions(int mode, WalkDirection direction) {
    return loops.stream()
        .mapToInt(
            replica ->
                direction == WalkDirection.UP
                    ? replica.get(mode).upTransitions()
                    : replica.get(mode).downTransitions())
        .average()
        .orElse(0);
  }

  /** Changes of all modes' states in a direction, mean over replicas. */
  public double transitions(WalkDirection direction) {
    return IntStream.range(0, modes.size()).mapToDouble(k -> transitions(k, direction)).sum();
  }

  /**
   * Where the accumulated hazard of Kramers' rate makes half of scalar chains jump; empty without
   * noise or where the walk ends before.
   */
  public OptionalDouble thermalJump(int mode, WalkDirection direction) {
    WalkPlan.Leg leg = plan.legs().get(direction);
    if (leg.temperature() == 0) {
      return OptionalDouble.empty();
    }
    return new ThermalHazard(modes.get(mode), leg.temperature(), leg.learningRate())
        .medianJump(leg.values(), leg.dwellSteps(), direction.transition());
  }

  /**
   * Where theory has a mode jump without noise: at its spinodal on the way up, and for two layers
   * on the way down too; empty else, since the unlearned state is stable at every L2 above 0.
   */
  public OptionalDouble noiselessJump(int mode, WalkDirection direction) {
    DeepLinearMode theory = modes.get(mode);
    return direction == WalkDirection.UP || theory.layers() == 2
        ? OptionalDouble.of(theory.upperSpinodalL2())
        : OptionalDouble.empty();
  }
}
