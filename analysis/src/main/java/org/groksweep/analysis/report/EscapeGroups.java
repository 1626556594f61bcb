package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.groksweep.analysis.report.ReportSubject.Axis;

/**
 * The groups of waits that figures of escapes have a panel each for.
 *
 * @param groups all of them
 * @param sql that they were asked by
 */
record EscapeGroups(List<Group> groups, String sql) {

  /**
   * Waits for one escape whose trials differ in temperature, budget and seed alone.
   *
   * @param timeUnit of its figures: a sweep of the learning rate counts in learning-rate time
   * @param temperatures how many its waits differ in, at least 1
   */
  record Group(String id, String label, String timeUnit, long temperatures) {}

  static EscapeGroups of(ReportSubject subject, ReportTables tables) {
    List<String> columns = tables.columns("escapes");
    List<Axis> axes =
        subject.axes().stream().filter(axis -> columns.contains(axis.column())).toList();
    // The axes come first: groups stand in their order.
    String sql =
        """
        SELECT %sphase, rule, group_id, count(DISTINCT learning_rate) AS learning_rates,
          count(DISTINCT temperature) AS temperatures
        FROM escapes GROUP BY group_id, phase, rule ORDER BY ALL"""
            .formatted(
                axes.stream()
                    .map(Axis::column)
                    .map(Sql::name)
                    .map(
                        name ->
                            "CASE WHEN count(DISTINCT %1$s) = 1 THEN max(%1$s) END AS %1$s, "
                                .formatted(name))
                    .collect(Collectors.joining()));
    List<Group> groups = new ArrayList<>();
    for (TableRow row : tables.query(sql)) {
      String label =
          Stream.concat(
                  axes.stream()
                      .filter(axis -> row.value(axis.column()).isPresent())
                      .map(
                          axis ->
                              axis.label()
                                  + " "
                                  + NumberText.of(row.value(axis.column()).orElseThrow())),
                  Stream.of(row.text("rule") + " in " + row.text("phase")))
              .collect(Collectors.joining(", "));
      String unit = row.count("learning_rates") > 1 ? "learningRateTime" : "steps";
      groups.add(new Group(row.text("group_id"), label, unit, row.count("temperatures")));
    }
    return new EscapeGroups(List.copyOf(groups), sql);
  }

  /** Those that have something to show over temperature. */
  EscapeGroups ofSeveralTemperatures() {
    return new EscapeGroups(
        groups.stream().filter(group -> group.temperatures() > 1).toList(), sql);
  }

  List<Group> drawn() {
    return Facets.evenly(groups, Facets.MOST_PANELS);
  }

  /** A sentence for the caption; empty where all are drawn. */
  String leftOut() {
    return groups.size() > Facets.MOST_PANELS
        ? " %d of %d groups are drawn.".formatted(Facets.MOST_PANELS, groups.size())
        : "";
  }
}
