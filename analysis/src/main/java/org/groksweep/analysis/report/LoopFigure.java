package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** The strength of every mode while L2 goes up and down, beside the branches of the theory. */
final class LoopFigure implements Figure {

  private static final int MOST_MODES = 6;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    List<String> columns = tables.columns("walks");
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<Axis> axes =
        subject.axes().stream().filter(axis -> columns.contains(axis.column())).toList();
    String walksSql = walksSql(axes);
    Map<String, List<TableRow>> loops =
        tables.query(walksSql).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.text("cell_id"), LinkedHashMap::new, Collectors.toList()));
    if (loops.isEmpty()) {
      return Optional.empty();
    }
    String jumpsSql = jumpsSql();
    List<TableRow> jumps = tables.query(jumpsSql);
    List<TableRow> all = loops.values().stream().flatMap(List::stream).toList();
    List<Facets.Dimension> dimensions = Facets.dimensions(axes, all);
    List<Panel> panels =
        Facets.evenly(List.copyOf(loops.values()), Facets.MOST_PANELS).stream()
            .map(rows -> panel(rows, jumps, dimensions))
            .toList();
    String left =
        loops.size() > panels.size()
            ? " %d of %d cells are drawn.".formatted(panels.size(), loops.size())
            : "";
    return Optional.of(
        new Drawing(
            "loops",
            Section.DYNAMICS,
            "Hysteresis: every mode's strength while L2 goes up and down",
            "Lines: one per mode and way, the median singular value over trials at the end of each stay; bands: quartiles."
                + " Dashed: the learned branch of the theory; dotted: the saddle between learned and"
                + " unlearned. Vertical lines: where the mode jumps, with its 95 % interval as a"
                + " band. At most "
                + MOST_MODES
                + " modes are drawn."
                + left,
            panels,
            List.of(new Source("walks", walksSql), new Source("jumps", jumpsSql))));
  }

  private static List<Long> modes(List<TableRow> rows) {
    return Facets.evenly(
        rows.stream().map(row -> row.count("mode")).distinct().sorted().toList(), MOST_MODES);
  }

  private static Panel panel(
      List<TableRow> rows, List<TableRow> jumps, List<Facets.Dimension> dimensions) {
    String title =
        dimensions.stream().map(each -> each.label(rows.get(0))).collect(Collectors.joining(", "));
    List<Attributes> traces = new ArrayList<>();
    List<Object> shapes = new ArrayList<>();
    StringBuilder words = new StringBuilder("Strength over L2");
    words.append(title.isEmpty() ? "" : ", " + title);
    List<Long> modes = modes(rows);
    for (long mode : modes) {
      List<TableRow> own = rows.stream().filter(row -> row.count("mode") == mode).toList();
      // A legend names what all modes share once.
      boolean first = mode == modes.get(0);
      branch(own, "theory_learned", "learned branch", "dash", first).ifPresent(traces::add);
      branch(own, "theory_saddle", "saddle", "dot", first).ifPresent(traces::add);
      addWays(traces, own, first);
      words.append(". Mode " + mode);
      jumps.stream()
          .filter(row -> row.text("cell_id").equals(rows.get(0).text("cell_id")))
          .filter(row -> row.count("mode") == mode)
          .forEach(row -> addJump(shapes, words, row));
    }
    Attributes layout =
        Chart.layout(Chart.axis("L2"), Chart.axis("singular value")).with("shapes", shapes);
    return new Panel(title, words.toString(), traces, layout);
  }

  private static void addWays(List<Attributes> traces, List<TableRow> rows, boolean named) {
    rows.stream()
        .map(row -> row.text("direction"))
        .distinct()
        .forEach(
            direction -> {
              List<TableRow> own =
                  rows.stream().filter(row -> row.text("direction").equals(direction)).toList();
              traces.add(band(own, colour(direction)));
              traces.add(line(own, direction).with("showlegend", named));
            });
  }

  private static String colour(String direction) {
    return Chart.series(direction.equals("up") ? 1 : 2);
  }

  private static void addJump(List<Object> shapes, StringBuilder words, TableRow row) {
    String colour = colour(row.text("direction"));
    if (row.number("jump_l2").isEmpty()) {
      words.append(", " + row.text("direction") + ": no jump (" + row.text("status") + ")");
      return;
    }
    double at = row.number("jump_l2").getAsDouble();
    words.append(", " + row.text("direction") + ": jump at " + NumberText.rounded(at));
    shapes.add(
        none()
            .with("type", "line")
            .with("yref", "paper")
            .with("x0", at)
            .with("x1", at)
            .with("y0", 0)
            .with("y1", 1)
            .with("line", Chart.line(colour, 1)));
    if (row.number("jump_l2_lower").isPresent() && row.number("jump_l2_upper").isPresent()) {
      shapes.add(
          none()
              .with("type", "rect")
              .with("yref", "paper")
              .with("x0", row.number("jump_l2_lower").getAsDouble())
              .with("x1", row.number("jump_l2_upper").getAsDouble())
              .with("y0", 0)
              .with("y1", 1)
              .with("fillcolor", colour + "/0.12")
              .with("line", none().with("width", 0)));
    }
  }

  private static Attributes line(List<TableRow> rows, String direction) {
    String colour = colour(direction);
    String place = "mode " + rows.get(0).text("mode") + ", " + direction;
    return trace("scatter")
        .with("mode", "lines+markers")
        .with("name", Attributes.shown(direction))
        .with("legendgroup", direction)
        .with("line", Chart.line(colour, 2).with("dash", direction.equals("up") ? "solid" : "dash"))
        .with("x", numbers(rows, "l2"))
        .with("y", numbers(rows, "strength"))
        .with(
            "marker",
            none()
                .with("size", 5)
                .with("color", colour)
                .with("symbol", direction.equals("up") ? "triangle-up" : "triangle-down"))
        .with("hovertemplate", place + "<br>L2 %{x:.4g}: %{y:.4g}<extra></extra>");
  }

  private static Attributes band(List<TableRow> rows, String colour) {
    List<TableRow> known =
        rows.stream().filter(row -> row.number("strength_lower_quartile").isPresent()).toList();
    List<Object> x = new ArrayList<>(numbers(known, "l2"));
    List<Object> y = new ArrayList<>(numbers(known, "strength_upper_quartile"));
    for (int i = known.size() - 1; i >= 0; i--) {
      x.add(Chart.orNull(known.get(i).number("l2")));
      y.add(Chart.orNull(known.get(i).number("strength_lower_quartile")));
    }
    return trace("scatter")
        .with("mode", "lines")
        .with("x", x)
        .with("y", y)
        .with("fill", "toself")
        .with("fillcolor", colour + "/0.16")
        .with("line", none().with("width", 0))
        .with("hoverinfo", "skip")
        .with("showlegend", false);
  }

  private static Optional<Attributes> branch(
      List<TableRow> rows, String column, String name, String dash, boolean named) {
    // Both ways have the same theory.
    List<TableRow> known =
        rows.stream()
            .filter(row -> row.text("direction").equals(rows.get(0).text("direction")))
            .filter(row -> row.number(column).isPresent())
            .sorted(java.util.Comparator.comparingDouble(row -> row.number("l2").orElse(0)))
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        trace("scatter")
            .with("mode", "lines")
            .with("name", name)
            .with("legendgroup", name)
            .with("showlegend", named)
            .with("x", numbers(known, "l2"))
            .with("y", numbers(known, column))
            .with("line", Chart.line(Chart.MUTED, 1.5).with("dash", dash))
            .with("hoverinfo", "skip"));
  }

  private static List<Object> numbers(List<TableRow> rows, String column) {
    return Attributes.list(
        rows.stream().map(row -> Chart.orNull(row.number(column))).collect(Collectors.toList()));
  }

  private static String walksSql(List<Axis> axes) {
    return """
    SELECT %scell_id, mode, direction, visit, visited_l2 AS l2, strength, strength_lower_quartile,
      strength_upper_quartile, theory_learned, theory_saddle
    FROM walks w ORDER BY %scell_id, mode, direction, visit"""
        .formatted(Sql.columns("w", axes), Sql.columns("w", axes));
  }

  private static String jumpsSql() {
    return """
    SELECT cell_id, mode, direction, jump_l2, jump_l2_lower, jump_l2_upper, status
    FROM hysteresis ORDER BY ALL""";
  }
}
