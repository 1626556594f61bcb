package org.groksweep.analysis.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of a query's answer.
 *
 * @param cells by column in the query's order: a Long, Double, Boolean, String, or a List of them;
 *     null where there is no value
 */
public record TableRow(Map<String, Object> cells) {

  public TableRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** The value; empty where it is null. */
  public Optional<Object> value(String column) {
    if (!cells.containsKey(column)) {
      throw new IllegalArgumentException(
          "column: " + column + " must be one of " + cells.keySet() + " of the query");
    }
    return Optional.ofNullable(cells.get(column));
  }

  /** The number; empty where it is null or not finite. */
  public OptionalDouble number(String column) {
    Optional<Object> value = value(column);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = ((Number) value.get()).doubleValue();
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** A number that cannot be null. */
  public long count(String column) {
    return ((Number) value(column).orElseThrow()).longValue();
  }

  /** A text; empty where it is null. */
  public String text(String column) {
    return value(column).map(Object::toString).orElse("");
  }

  /** The values of some columns, null where there is none. */
  public List<Object> part(List<String> columns) {
    return columns.stream().map(column -> value(column).orElse(null)).toList();
  }
}
