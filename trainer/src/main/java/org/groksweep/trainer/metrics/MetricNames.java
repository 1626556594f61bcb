package org.groksweep.trainer.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.groksweep.trainer.metrics.Column.Type;

/**
 * The names by which passage rules may call a row's numbers: {@link StepMetrics#NAMES}, and of
 * probes their DOUBLE columns and the elements of their lists, such as singular_values_1.
 *
 * @param probes the probes' columns
 */
public record MetricNames(List<Column> probes) {

  // Nine digits are below the largest int.
  private static final String PLACE = "[1-9][0-9]{0,8}";

  public MetricNames {
    probes = List.copyOf(probes);
  }

  /** Whether a row has such a number. */
  public boolean has(String name) {
    return StepMetrics.NAMES.contains(name) || probeColumn(name).isPresent();
  }

  /** The probe's column that holds the number. */
  public Optional<Column> probeColumn(String name) {
    return probes.stream().filter(column -> placeOf(name, column).isPresent()).findFirst();
  }

  /** All names; of a list's elements the first. */
  public List<String> examples() {
    List<String> names = new ArrayList<>(StepMetrics.NAMES);
    for (Column column : probes) {
      names.add(column.type() == Type.DOUBLE_LIST ? column.name() + "_1" : column.name());
    }
    return names;
  }

  /** The place of the named number among the column's, from 0; empty if it is none of them. */
  public static OptionalInt placeOf(String name, Column column) {
    if (column.type() != Type.DOUBLE_LIST) {
      return name.equals(column.name()) ? OptionalInt.of(0) : OptionalInt.empty();
    }
    String prefix = column.name() + "_";
    boolean element = name.startsWith(prefix) && name.substring(prefix.length()).matches(PLACE);
    return element
        ? OptionalInt.of(Integer.parseInt(name.substring(prefix.length())) - 1)
        : OptionalInt.empty();
  }
}
