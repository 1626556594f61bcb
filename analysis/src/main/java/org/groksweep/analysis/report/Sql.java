package org.groksweep.analysis.report;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** Parts of the page's queries. */
final class Sql {

  /** Trials whose numbers are a result: crashed and timed-out ones are missing data. */
  static final String IS_RESULT = "t.status NOT IN ('CRASHED', 'TIMED_OUT')";

  /** The accuracy that a critical size is estimated from: a diverged trial without one counts 0. */
  static final String ACCURACY =
      "CASE WHEN t.final_test_accuracy BETWEEN 0 AND 1 THEN t.final_test_accuracy ELSE 0 END";

  /**
   * Trials t with their events e. The axes stand in both tables, so only t has them here and a name
   * without a prefix is plain.
   */
  static final String TRIALS_AND_EVENTS =
      """
      trials t JOIN (
        SELECT trial_id AS of_trial, memorized_at, generalized_at, generalized_at_end, delay,
          censored, outcome
        FROM events) e ON e.of_trial = t.trial_id""";

  private Sql() {}

  static String name(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /** Columns of a table's alias, each with a comma behind it. */
  static String columns(String alias, List<Axis> axes) {
    return axes.stream()
        .map(axis -> alias + "." + name(axis.column()) + ", ")
        .collect(Collectors.joining());
  }

  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String texts(Collection<String> values) {
    return values.stream().map(Sql::text).collect(Collectors.joining(", "));
  }
}
