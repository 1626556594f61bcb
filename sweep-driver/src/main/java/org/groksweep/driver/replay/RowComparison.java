package org.groksweep.driver.replay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares two series of rows of one trial, in the columns that both files have. */
final class RowComparison {

  /** Names, which are no part of what was computed. */
  private static final Set<String> OF_THE_SWEEP = Set.of("sweep_id", "cell_id");

  private final double tolerance;
  private double largest;
  private long rows;

  /**
   * @param tolerance relative difference of numbers that counts as none; 0 asks for the same bits
   */
  RowComparison(double tolerance) {
    this.tolerance = tolerance;
  }

  /** The first difference in words; empty if there is none. */
  Optional<String> compare(TableRows stored, TableRows again) throws IOException {
    while (true) {
      Optional<Map<String, List<Object>>> before = stored.next();
      Optional<Map<String, List<Object>>> now = again.next();
      if (before.isEmpty() && now.isEmpty()) {
        return Optional.empty();
      }
      if (before.isEmpty() || now.isEmpty()) {
        return Optional.of(
            "row %d is there %s alone (another recording than the newest config's?)"
                .formatted(rows, before.isEmpty() ? "now" : "in the table"));
      }
      Optional<String> difference = compare(before.get(), now.get());
      if (difference.isPresent()) {
        return difference;
      }
      rows++;
    }
  }

  /** Rows found equal. */
  long rows() {
    return rows;
  }

  /** The largest relative difference of two numbers so far. */
  double largest() {
    return largest;
  }

  private Optional<String> compare(
      Map<String, List<Object>> before, Map<String, List<Object>> now) {
    // In an order of the columns' names, except where the step itself differs: that says more.
    // An axis that came later has a column now that an older file lacks.
    Set<String> columns = new TreeSet<>(before.keySet());
    columns.retainAll(now.keySet());
    columns.removeAll(OF_THE_SWEEP);
    for (String first : List.of("phase", "phase_step", "step")) {
      if (!same(before.get(first), now.get(first))) {
        return Optional.of(inWords(before, first, before.get(first), now.get(first)));
      }
    }
    for (String column : columns) {
      if (!same(before.get(column), now.get(column))) {
        return Optional.of(inWords(before, column, before.get(column), now.get(column)));
      }
    }
    return Optional.empty();
  }

  private boolean same(List<Object> before, List<Object> now) {
    if (before.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      boolean numbers = before.get(i) instanceof Double && now.get(i) instanceof Double;
      if (numbers ? !near((Double) before.get(i), (Double) now.get(i)) : !equal(before, now, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(List<Object> before, List<Object> now, int index) {
    return before.get(index).equals(now.get(index));
  }

  private boolean near(double before, double now) {
    if (Double.doubleToLongBits(before) == Double.doubleToLongBits(now)) {
      return true;
    }
    double scale = Math.max(Math.abs(before), Math.abs(now));
    double difference = Math.abs(before - now) / scale;
    if (!(difference <= tolerance)) {
      return false;
    }
    largest = Math.max(largest, difference);
    return true;
  }

  private String inWords(
      Map<String, List<Object>> row, String column, List<Object> before, List<Object> now) {
    return "row %d (phase %s, step %s), %s: %s in the table, %s now"
        .formatted(
            rows, text(row.get("phase")), text(row.get("step")), column, text(before), text(now));
  }

  private static String text(List<Object> values) {
    if (values.isEmpty()) {
      return "none";
    }
    return values.size() == 1 ? values.get(0).toString() : values.toString();
  }
}
