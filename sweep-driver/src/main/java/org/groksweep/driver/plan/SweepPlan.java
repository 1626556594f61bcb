package org.groksweep.driver.plan;

import java.util.List;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.spec.Observation;

/**
 * All that a sweep's directory should hold when it is done: the bundles of its stored plans and
 * those that the newest one adds.
 *
 * @param sweepId names the sweep in the tables; given by its first plan and kept by later ones
 * @param name from the config
 * @param axisColumns the columns of axes that have none in every sweep's tables, in their order
 * @param observation how every trial is watched
 * @param bundles of all plans, oldest plan first
 * @param superseded ids of bundles whose trials were all made longer by a later plan
 */
public record SweepPlan(
    String sweepId,
    String name,
    List<Column> axisColumns,
    Observation observation,
    List<Bundle> bundles,
    List<String> superseded) {

  public SweepPlan {
    axisColumns = List.copyOf(axisColumns);
    bundles = List.copyOf(bundles);
    superseded = List.copyOf(superseded);
  }

  /** A plan that supersedes nothing. */
  public SweepPlan(
      String sweepId,
      String name,
      List<Column> axisColumns,
      Observation observation,
      List<Bundle> bundles) {
    this(sweepId, name, axisColumns, observation, bundles, List.of());
  }

  /** Number of trials. */
  public long trials() {
    return bundles.stream().mapToLong(bundle -> bundle.trials().size()).sum();
  }
}
