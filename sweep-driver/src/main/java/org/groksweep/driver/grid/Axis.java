package org.groksweep.driver.grid;

import java.util.HashSet;
import java.util.List;

/**
 * A varied hyperparameter.
 *
 * @param path the key that it varies
 * @param values Longs, Doubles, Booleans or Strings; at least one, distinct, in the config's order
 */
public record Axis(String path, List<Object> values) {

  public Axis {
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(path + ": " + values + " must be distinct, at least one");
    }
  }
}
