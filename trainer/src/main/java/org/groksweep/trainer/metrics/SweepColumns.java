package org.groksweep.trainer.metrics;

import java.io.Serializable;
import java.util.List;

/**
 * The columns that a sweep's tables have beyond those of every sweep.
 *
 * @param axes of axes that have none in every sweep's tables
 * @param probes of the probes that it names, DOUBLE or DOUBLE_LIST; in the table trials their names
 *     follow {@link MetricColumns#FINAL}
 */
public record SweepColumns(List<Column> axes, List<Column> probes) implements Serializable {

  /** Those of a sweep without further axes and probes. */
  public static final SweepColumns NONE = new SweepColumns(List.of(), List.of());

  public SweepColumns {
    axes = List.copyOf(axes);
    probes = List.copyOf(probes);
  }

  /** Those of a sweep without probes. */
  public static SweepColumns ofAxes(List<Column> axes) {
    return new SweepColumns(axes, List.of());
  }
}
