package org.groksweep.driver.plan;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * The trials that one Spark task trains, in their order.
 *
 * @param id the hash of its trials' ids
 * @param engine that trains them
 * @param trials at least one
 * @param flops the static cost of all of them
 * @param shorter trials of earlier plans that differ from one of these in a shorter last phase
 *     alone, by the id of that one, the longest first: it goes on from what was kept of them
 */
public record Bundle(
    String id, String engine, List<Trial> trials, double flops, Map<TrialId, List<TrialId>> shorter)
    implements Serializable {

  public Bundle {
    trials = List.copyOf(trials);
    shorter = Map.copyOf(shorter);
  }

  /** A bundle of trials that no earlier plan had in a shorter form. */
  public Bundle(String id, String engine, List<Trial> trials, double flops) {
    this(id, engine, trials, flops, Map.of());
  }

  /**
   * The static cost of all trials and of what no trial bears alone: the steps of a group take as
   * long as those of its longest trial at least, however few they are.
   */
  public double work() {
    Map<String, Long> steps = new HashMap<>();
    for (Trial trial : trials) {
      long expected = trial.spec().phases().stream().mapToLong(Phase::expectedSteps).sum();
      steps.merge(trial.cellId(), expected, Math::max);
    }
    double ofCells = steps.values().stream().mapToDouble(Long::doubleValue).sum();
    return flops + ofCells * BundleCutter.stepFlops(false);
  }
}
