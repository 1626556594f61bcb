package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** The singular values of a few cells over steps: a stage for each mode that is learned. */
final class StagesFigure implements Figure {

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (!tables.columns("metrics").contains("singular_values")) {
      return Optional.empty();
    }
    List<Axis> axes = subject.axes();
    String cellsSql = cellsSql(axes);
    List<TableRow> cells = tables.query(cellsSql);
    List<TableRow> chosen = Facets.evenly(cells, Facets.MOST_PANELS);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    String valuesSql = valuesSql(chosen);
    List<TableRow> values = tables.query(valuesSql);
    List<Facets.Dimension> dimensions = Facets.dimensions(axes, cells);
    List<Panel> panels = new ArrayList<>();
    for (TableRow cell : chosen) {
      List<TableRow> own =
          values.stream().filter(row -> row.text("cell_id").equals(cell.text("cell_id"))).toList();
      if (!own.isEmpty()) {
        panels.add(
            panel(
                dimensions.stream().map(each -> each.label(cell)).collect(Collectors.joining(", ")),
                own));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drawing(
            "stages",
            Section.DYNAMICS,
            "Stages: singular values over steps",
            "%d of %s, evenly over the grid. Lines: median over trials of each singular value, the"
                    .formatted(panels.size(), Chart.count(cells.size(), "cell"))
                + " largest first, at most ten recorded steps per factor e of each phase.",
            panels,
            List.of(new Source("cells", cellsSql), new Source("singular values", valuesSql))));
  }

  private static Panel panel(String title, List<TableRow> rows) {
    List<Long> modes = rows.stream().map(row -> row.count("mode")).distinct().sorted().toList();
    List<Attributes> traces = new ArrayList<>();
    StringBuilder words = new StringBuilder("Singular values over steps");
    words.append(title.isEmpty() ? "" : ", " + title);
    for (long mode : modes) {
      List<TableRow> own = rows.stream().filter(row -> row.count("mode") == mode).toList();
      TableRow last = own.get(own.size() - 1);
      words.append(". Mode %d ends at ".formatted(mode));
      words.append(NumberText.rounded(last.number("value").orElse(0)));
      traces.add(
          trace("scatter")
              .with("mode", "lines")
              .with("name", "mode " + mode)
              .with("x", Attributes.list(own.stream().map(row -> row.count("step")).toList()))
              .with(
                  "y",
                  Attributes.list(
                      own.stream()
                          .map(row -> Chart.orNull(row.number("value")))
                          .collect(Collectors.toList())))
              .with("line", Chart.line(Chart.series(Math.toIntExact(mode)), 2))
              .with("hovertemplate", "mode " + mode + "<br>step %{x:,}: %{y:.4g}<extra></extra>"));
    }
    boolean phases = rows.stream().map(row -> row.text("phase")).distinct().count() > 1;
    Attributes steps = phases ? Chart.axis("step") : Chart.logAxis("step");
    return new Panel(
        words.toString(), traces, Chart.layout(title, steps, Chart.axis("singular value")));
  }

  private static String cellsSql(List<Axis> axes) {
    return """
    SELECT %st.cell_id, count(*) AS trials FROM trials t GROUP BY ALL ORDER BY ALL"""
        .formatted(Sql.columns("t", axes));
  }

  private static String valuesSql(List<TableRow> cells) {
    return """
    SELECT cell_id, phase, step, place + 1 AS mode, median(value) AS value FROM (
      SELECT cell_id, phase, step, posexplode(singular_values) AS (place, value) FROM (
        SELECT *, row_number() OVER (
            PARTITION BY trial_id, phase, floor(10 * ln(phase_step + 1)) ORDER BY step DESC) AS kept
        FROM metrics WHERE cell_id IN (%s) AND singular_values IS NOT NULL)
      WHERE kept = 1)
    GROUP BY cell_id, phase, step, place ORDER BY cell_id, step, mode"""
        .formatted(Sql.texts(cells.stream().map(cell -> cell.text("cell_id")).toList()));
  }
}
