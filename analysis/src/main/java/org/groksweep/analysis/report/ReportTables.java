package org.groksweep.analysis.report;

import java.util.List;

/** The tables of one sweep, as the page asks them. */
public interface ReportTables {

  /** All tables that a sweep may have; a name is also that of a view in SQL. */
  List<String> NAMES =
      List.of(
          "trials",
          "metrics",
          "events",
          "critical_size",
          "escapes",
          "arrhenius",
          "escape_times",
          "hysteresis",
          "walks");

  /** The columns of a table, in their order; empty where the sweep does not have it. */
  List<String> columns(String table);

  /**
   * The rows that a query over the tables answers; they all lie in memory, so few are asked for.
   */
  List<TableRow> query(String sql);
}
