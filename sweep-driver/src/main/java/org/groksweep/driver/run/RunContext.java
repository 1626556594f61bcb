package org.groksweep.driver.run;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.TrialId;

/**
 * What all attempts of a run share; it travels to the executors.
 *
 * @param location of the sweep's directory
 * @param driver the id of the driver, which owns what its attempts stage
 * @param sweepId names the sweep in the tables
 * @param axisColumns the sweep's axis columns beyond those of every sweep
 * @param observation how every trial is watched
 * @param trialSeconds that a trial may take before it is TIMED_OUT; positive infinity for no limit
 * @param skip trials that are not trained but recorded as CRASHED
 * @param checkpointFlops arithmetic between two checkpoints of a bundle, by the static estimate
 * @param provenance for the files' footers
 * @param trainers makes what trains
 */
public record RunContext(
    String location,
    String driver,
    String sweepId,
    List<Column> axisColumns,
    Observation observation,
    double trialSeconds,
    Set<TrialId> skip,
    double checkpointFlops,
    Map<String, String> provenance,
    TrainerFactory trainers)
    implements Serializable {

  public RunContext {
    axisColumns = List.copyOf(axisColumns);
    skip = Set.copyOf(skip);
    provenance = Map.copyOf(provenance);
  }

  /** The columns of the sweep's tables beyond those of every sweep. */
  SweepColumns columns() {
    return new SweepColumns(axisColumns, Probes.load().columns(observation.probes()));
  }
}
