package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.critical.Definition;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** The critical sizes of all groups beside each other, with intervals; a panel per definition. */
final class ForestFigure implements Figure {

  private static final int MOST_GROUPS = 30;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (subject.size().isEmpty() || tables.columns("critical_size").isEmpty()) {
      return Optional.empty();
    }
    List<Axis> axes = subject.groupAxes();
    String estimates = estimatesSql(axes);
    String sizes = sizesSql(subject.size().get().examplesSql());
    List<TableRow> rows = tables.query(estimates);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Facets.Dimension> dimensions = Facets.dimensions(axes, rows);
    TableRow grid = tables.query(sizes).get(0);
    List<Panel> panels = new ArrayList<>();
    int groups = 0;
    for (Definition definition : Definition.values()) {
      List<TableRow> all =
          rows.stream().filter(row -> row.text("definition").equals(definition.key())).toList();
      // Where no group has a number there is nothing to draw; the table says why.
      if (all.stream().anyMatch(row -> new CriticalSizeRow(row).isBounded())) {
        groups = Math.max(groups, all.size());
        panels.add(panel(definition, Facets.evenly(all, MOST_GROUPS), dimensions, grid));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String left =
        groups > MOST_GROUPS ? " %d of %d groups are drawn.".formatted(MOST_GROUPS, groups) : "";
    return Optional.of(
        new Drawing(
            "critical-sizes",
            Section.SIZES,
            "Critical dataset size",
            "Diamond and bar: the number of training examples with its 95 % interval; an arrow: the"
                + " data do not bound it on this side. Broad pale bar: a bracket without a number"
                + " (SEPARATED). Where there is neither, the status says why. Dotted lines: smallest"
                + " and largest size tried."
                + left,
            panels,
            List.of(new Source("estimates", estimates), new Source("sizes tried", sizes))));
  }

  private static Panel panel(
      Definition definition,
      List<TableRow> rows,
      List<Facets.Dimension> dimensions,
      TableRow grid) {
    double first = grid.number("first").orElse(1);
    double last = grid.number("last").orElse(1);
    List<Attributes> traces = new ArrayList<>();
    List<Object> names = new ArrayList<>();
    List<Object> places = new ArrayList<>();
    StringBuilder words = new StringBuilder(title(definition));
    for (int i = 0; i < rows.size(); i++) {
      CriticalSizeRow row = new CriticalSizeRow(rows.get(i));
      String name = name(rows.get(i), dimensions);
      names.add(Attributes.shown(name));
      places.add(i);
      words.append(". ").append(name).append(": ").append(row.words());
      traces.addAll(marks(row, i, first, last));
    }
    Attributes layout =
        Chart.layout(
                Chart.logAxis("training examples")
                    .values("range", Math.log10(first / 1.6), Math.log10(last * 1.6)),
                none()
                    .with("tickvals", places)
                    .with("ticktext", names)
                    .values("range", rows.size() - 0.4, -0.6)
                    .with("ticks", ""))
            .with("showlegend", false)
            .values("shapes", edge(first), edge(last));
    return new Panel(title(definition), words.toString(), traces, layout);
  }

  private static List<Attributes> marks(CriticalSizeRow row, int place, double first, double last) {
    if (!row.isBounded()) {
      return List.of(
          trace("scatter")
              .with("mode", "text")
              .values("x", Math.sqrt(first * last))
              .values("y", place)
              .values("text", row.status().name())
              .with("textfont", none().with("color", Chart.MUTED).with("size", 11))
              .with("hoverinfo", "skip"));
    }
    return row.marks(first, last, place, Chart.INK);
  }

  private static Attributes edge(double size) {
    return none()
        .with("type", "line")
        .with("xref", "x")
        .with("yref", "paper")
        .with("x0", size)
        .with("x1", size)
        .with("y0", 0)
        .with("y1", 1)
        .with("line", none().with("color", Chart.MUTED).with("width", 1).with("dash", "dot"));
  }

  private static String name(TableRow row, List<Facets.Dimension> dimensions) {
    String name =
        dimensions.stream().map(each -> each.label(row)).collect(Collectors.joining(", "));
    return name.isEmpty() ? "all trials" : name;
  }

  private static String title(Definition definition) {
    return definition == Definition.PROBABILITY
        ? "P(generalize within the budget) = 1/2"
        : "final test accuracy midway";
  }

  private static String estimatesSql(List<Axis> axes) {
    return """
    SELECT %sc.definition, c.critical_size, c.critical_size_lower, c.critical_size_upper,
      c.width_10_90, c.floor, c.ceiling, c.status
    FROM critical_size c ORDER BY ALL"""
        .formatted(Sql.columns("c", axes));
  }

  private static String sizesSql(String examples) {
    return """
    SELECT min(%s) AS first, max(%s) AS last FROM trials t"""
        .formatted(examples, examples);
  }
}
