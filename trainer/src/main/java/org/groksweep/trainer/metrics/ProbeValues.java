package org.groksweep.trainer.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What probes measured at one step, by column.
 *
 * @param byColumn the numbers of each DOUBLE_LIST column, the one number of each DOUBLE column;
 *     none where the probe does not apply
 */
public record ProbeValues(Map<Column, List<Double>> byColumn) {

  public static final ProbeValues NONE = new ProbeValues(Map.of());

  public ProbeValues {
    Map<Column, List<Double>> copy = new LinkedHashMap<>();
    byColumn.forEach((column, numbers) -> copy.put(column, List.copyOf(numbers)));
    byColumn = Collections.unmodifiableMap(copy);
    byColumn.forEach(ProbeValues::check);
  }

  /** One number. */
  public static ProbeValues of(Column column, double number) {
    return new ProbeValues(Map.of(column, List.of(number)));
  }

  /** The numbers of a list, possibly none. */
  public static ProbeValues of(Column column, List<Double> numbers) {
    return new ProbeValues(Map.of(column, numbers));
  }

  /** These and others, whose columns are not among these. */
  public ProbeValues and(ProbeValues others) {
    Map<Column, List<Double>> all = new LinkedHashMap<>(byColumn);
    all.putAll(others.byColumn);
    return new ProbeValues(all);
  }

  /** Whether every number is finite. */
  public boolean finite() {
    return byColumn.values().stream()
        .allMatch(numbers -> numbers.stream().allMatch(Double::isFinite));
  }

  /**
   * A number by its name: a DOUBLE column's, or a list's and "_n" for its n-th element from 1.
   *
   * @return empty where the probe does not apply or the list is shorter
   * @throws IllegalArgumentException if no column has such a number
   */
  OptionalDouble value(String name) {
    for (Map.Entry<Column, List<Double>> entry : byColumn.entrySet()) {
      OptionalInt place = MetricNames.placeOf(name, entry.getKey());
      if (place.isPresent()) {
        int index = place.getAsInt();
        return index < entry.getValue().size()
            ? OptionalDouble.of(entry.getValue().get(index))
            : OptionalDouble.empty();
      }
    }
    throw new IllegalArgumentException("no metric " + name);
  }

  private static void check(Column column, List<Double> numbers) {
    boolean fits =
        column.nullable()
            && (column.type() == Column.Type.DOUBLE_LIST
                || (column.type() == Column.Type.DOUBLE && numbers.size() <= 1));
    if (!fits) {
      throw new IllegalArgumentException(
          "probe column %s: %d numbers do not fit %s; it must be a nullable DOUBLE or DOUBLE_LIST"
              .formatted(column.name(), numbers.size(), column));
    }
  }
}
