package org.groksweep.analysis.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where noise makes a mode jump in a walk of L2: the first value at which the accumulated hazard Σ
 * dwell/τ(β_k) exceeds ln 2, the median of the jump.
 *
 * <p>Without noise a walk jumps at the spinodals; as the temperature grows, both jumps move towards
 * coexistence. Between values of a fine walk the hazard rises by orders of magnitude, so the median
 * is sharp.
 *
 * @param mode what jumps
 * @param temperature T, above 0
 * @param learningRate η, above 0: τ in steps is τ / η
 */
public record ThermalHazard(DeepLinearMode mode, double temperature, double learningRate) {

  public ThermalHazard {
    Require.positive("temperature", temperature);
    Require.positive("learningRate", learningRate);
  }

  /**
   * The L2 strength at which half of the replicas have jumped.
   *
   * <p>A state that no longer exists jumps at once. A state to which there is nothing to jump has
   * no hazard. For L = 2 there is no jump.
   *
   * @param walk the L2 strengths in the order in which they are visited
   * @param dwellSteps steps at each of them, at least 1
   * @param transition LEARN for a walk downwards, FORGET for one upwards
   * @return empty where the walk ends before
   */
  public OptionalDouble medianJump(List<Double> walk, long dwellSteps, Transition transition) {
    Require.atLeastOne("dwellSteps", dwellSteps);
    if (mode.layers() == 2) {
      return OptionalDouble.empty();
    }
    double hazard = 0;
    for (double l2 : walk) {
      hazard += dwellSteps * hazardPerStep(l2, transition);
      if (hazard > Math.log(2)) {
        return OptionalDouble.of(l2);
      }
    }
    return OptionalDouble.empty();
  }

  private double hazardPerStep(double l2, Transition transition) {
    ModeLandscape landscape = mode.at(l2);
    Optional<EscapeLaw> law =
        transition == Transition.LEARN
            ? KramersLanger.toLearn(landscape)
            : KramersLanger.toForget(landscape);
    if (law.isPresent()) {
      return 1 / law.get().meanSteps(temperature, learningRate);
    }
    // Without a saddle either the learned state is gone (at and above the spinodal) or, at l2 = 0,
    // the unlearned one is no longer a minimum.
    Transition unstable = landscape.learned().isEmpty() ? Transition.FORGET : Transition.LEARN;
    return transition == unstable ? Double.POSITIVE_INFINITY : 0;
  }
}
