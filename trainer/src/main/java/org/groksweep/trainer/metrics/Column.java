package org.groksweep.trainer.metrics;

import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name in snake case
 * @param type of its values
 * @param nullable whether a row may have none
 */
public record Column(String name, Type type, boolean nullable) implements Serializable {

  /** The types that the tables use. */
  public enum Type {
    STRING,
    LONG,
    INT,
    DOUBLE,
    BOOLEAN,
    /** Microseconds since 1970 in UTC. */
    TIMESTAMP,
    DOUBLE_LIST,
    /**
     * A list of struct(phase string, rule string, step long, lower_step long, censored boolean).
     */
    PASSAGE_LIST
  }

  public static Column required(String name, Type type) {
    return new Column(name, type, false);
  }

  public static Column optional(String name, Type type) {
    return new Column(name, type, true);
  }
}
