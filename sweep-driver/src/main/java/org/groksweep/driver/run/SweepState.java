package org.groksweep.driver.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.metrics.EndReason;

/**
 * What a sweep's directory held when it was looked at, next to what its plan asks for.
 *
 * @param plan what it should hold
 * @param done commits of the plan's bundles whose metrics file exists, by bundle
 * @param broken bundles with a trials file that names a metrics file that does not exist
 * @param drivers that may be working on it
 */
public record SweepState(
    SweepPlan plan,
    Map<String, Commit> done,
    Set<String> broken,
    List<DriverLease.Holder> drivers) {

  public SweepState {
    done = Map.copyOf(done);
    broken = Set.copyOf(broken);
    drivers = List.copyOf(drivers);
  }

  /** The plan's bundles that are not done, in the plan's order. */
  public List<Bundle> missing() {
    return plan.bundles().stream().filter(bundle -> !done.containsKey(bundle.id())).toList();
  }

  /** Number of trials of done bundles. */
  public long trialsDone() {
    return done.values().stream().mapToLong(Commit::trials).sum();
  }

  /** Trials of done bundles by how they ended; no zeros. */
  public Map<EndReason, Long> trialsByStatus() {
    Map<EndReason, Long> sum = new EnumMap<>(EndReason.class);
    for (Commit commit : done.values()) {
      commit.trialsByStatus().forEach((status, count) -> sum.merge(status, count, Long::sum));
    }
    return sum;
  }
}
