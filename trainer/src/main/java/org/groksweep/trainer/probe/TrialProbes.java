package org.groksweep.trainer.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.spec.TrialSpec;

/** The probes of one trial. */
public final class TrialProbes {

  private final List<Probe> probes;
  private final TrialSpec spec;
  private final Map<Column, List<Double>> nothing = new LinkedHashMap<>();

  TrialProbes(List<Probe> probes, TrialSpec spec) {
    this.probes = probes.stream().filter(probe -> probe.supports(spec)).toList();
    this.spec = spec;
    for (Probe probe : probes) {
      probe.columns().forEach(column -> nothing.put(column, List.of()));
    }
  }

  /** Whether there is something to measure, so that a snapshot of the weights is needed. */
  public boolean measures() {
    return !probes.isEmpty();
  }

  /** What the rows of a trial say that nothing is measured of: no number in any column. */
  public ProbeValues none() {
    return new ProbeValues(nothing);
  }

  /**
   * The values of all columns.
   *
   * @param phase index of the phase within the spec
   * @throws IllegalStateException if a probe answers with a column that it did not declare
   */
  public ProbeValues measure(Weights weights, int phase) {
    Map<Column, List<Double>> all = new LinkedHashMap<>(nothing);
    for (Probe probe : probes) {
      Map<Column, List<Double>> measured = probe.measure(weights, spec, phase).byColumn();
      if (!probe.columns().containsAll(measured.keySet())) {
        throw new IllegalStateException(
            "probe %s: %s must be among its columns %s"
                .formatted(probe.name(), measured.keySet(), probe.columns()));
      }
      all.putAll(measured);
    }
    return new ProbeValues(all);
  }
}
