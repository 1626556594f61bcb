package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** When trials memorized and when they generalized, over the size of the training set. */
final class EventTimesFigure implements Figure {

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (subject.size().isEmpty()) {
      return Optional.empty();
    }
    List<Axis> axes = subject.groupAxes();
    String sql = sql(axes, subject.size().get().examplesSql());
    List<TableRow> rows = tables.query(sql);
    if (rows.stream().allMatch(row -> row.count("memorized") + row.count("generalized") == 0)) {
      return Optional.empty();
    }
    Facets facets = Facets.panelsOnly(Facets.dimensions(axes, rows));
    List<Panel> panels = facets.panelRows(rows).stream().map(each -> panel(facets, each)).toList();
    String left =
        facets.panelCount(rows) > panels.size()
            ? " %d of %d panels are drawn.".formatted(panels.size(), facets.panelCount(rows))
            : "";
    return Optional.of(
        new Drawing(
            "event-times",
            Section.SIZES,
            "When training data are memorized, and when test data are understood",
            "Line: median step over trials, where more than half of them got there; band: from the"
                + " earliest to the latest trial that did. Triangles: trials that had not"
                + " generalized when their budget ended; their number stands in the tooltip."
                + left,
            panels,
            List.of(new Source("times", sql))));
  }

  private static Panel panel(Facets facets, List<TableRow> rows) {
    List<Attributes> traces = new ArrayList<>();
    traces.addAll(passages(rows, "memorized", Chart.TRAIN, "square"));
    traces.addAll(passages(rows, "generalized", Chart.TEST, "circle"));
    censored(rows).ifPresent(traces::add);
    String title = facets.panelLabel(rows.get(0));
    Attributes layout = Chart.layout(Chart.logAxis("training examples n"), Chart.logAxis("step"));
    StringBuilder words = new StringBuilder("Median steps of memorizing and generalizing");
    words.append(title.isEmpty() ? "" : ", " + title);
    for (TableRow row : rows) {
      words.append(
          ". n %d: %s and %s"
              .formatted(
                  row.count("n"), step(row, "memorized_median"), step(row, "generalized_median")));
    }
    return new Panel(title, words.toString(), traces, layout);
  }

  private static String step(TableRow row, String column) {
    return row.number(column).isPresent()
        ? NumberText.rounded(row.number(column).getAsDouble())
        : "never";
  }

  private static List<Attributes> passages(
      List<TableRow> rows, String name, String colour, String symbol) {
    List<Object> bandX = new ArrayList<>();
    List<Object> bandY = new ArrayList<>();
    List<TableRow> seen = rows.stream().filter(row -> row.count(name) > 0).toList();
    for (TableRow row : seen) {
      bandX.add(row.count("n"));
      bandY.add(positive(row.number(name + "_last").orElseThrow()));
    }
    for (int i = seen.size() - 1; i >= 0; i--) {
      bandX.add(seen.get(i).count("n"));
      bandY.add(positive(seen.get(i).number(name + "_first").orElseThrow()));
    }
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    List<Object> notes = new ArrayList<>();
    for (TableRow row : rows) {
      x.add(row.count("n"));
      y.add(
          row.number(name + "_median").isPresent()
              ? (Object) positive(row.number(name + "_median").getAsDouble())
              : null);
      notes.add(row.count(name) + " of " + row.count("trials"));
    }
    Attributes band =
        trace("scatter")
            .with("mode", "lines")
            .with("x", bandX)
            .with("y", bandY)
            .with("fill", "toself")
            .with("fillcolor", colour + "/0.16")
            .with("line", Chart.line(colour + "/0.16", 1))
            .with("hoverinfo", "skip")
            .with("showlegend", false);
    Attributes median =
        trace("scatter")
            .with("mode", "lines+markers")
            .with("name", name)
            .with("x", x)
            .with("y", y)
            .with("text", notes)
            .with("hovertemplate", "n = %{x}<br>step %{y:,} (%{text})<extra></extra>")
            .with("line", Chart.line(colour, 2))
            .with("marker", none().with("color", colour).with("size", 8).with("symbol", symbol));
    return seen.isEmpty() ? List.of() : List.of(band, median);
  }

  private static Optional<Attributes> censored(List<TableRow> rows) {
    List<TableRow> some = rows.stream().filter(row -> row.count("censored") > 0).toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    List<Object> notes = new ArrayList<>();
    for (TableRow row : some) {
      x.add(row.count("n"));
      y.add(row.count("budget"));
      notes.add(row.count("censored") + " of " + row.count("trials"));
    }
    return Optional.of(
        trace("scatter")
            .with("mode", "markers")
            .with("name", "budget ended")
            .with("x", x)
            .with("y", y)
            .with("text", notes)
            .with("hovertemplate", "n = %{x}<br>%{text} had not generalized<extra></extra>")
            .with(
                "marker",
                none()
                    .with("symbol", "triangle-up-open")
                    .with("size", 9)
                    .with("color", Chart.TEST)
                    .with("line", none().with("width", 1.6))));
  }

  /** A logarithmic axis has no 0: what was so from the start is drawn at step 1. */
  private static double positive(double step) {
    return Math.max(step, 1);
  }

  private static String sql(List<Axis> axes, String examples) {
    // A trial that never got there counts as later than all: the median exists if most did.
    return """
    SELECT %s%s AS n, count(*) AS trials, max(t.max_steps) AS budget,
      count(e.memorized_at) AS memorized, min(e.memorized_at) AS memorized_first,
      percentile(coalesce(double(e.memorized_at), double('Infinity')), 0.5) AS memorized_median,
      max(e.memorized_at) AS memorized_last,
      count(e.generalized_at) AS generalized, min(e.generalized_at) AS generalized_first,
      percentile(coalesce(double(e.generalized_at), double('Infinity')), 0.5)
        AS generalized_median,
      max(e.generalized_at) AS generalized_last, count_if(e.censored) AS censored
    FROM %s
    WHERE %s AND %s IS NOT NULL
    GROUP BY ALL ORDER BY ALL"""
        .formatted(
            Sql.columns("t", axes), examples, Sql.TRIALS_AND_EVENTS, Sql.IS_RESULT, examples);
  }
}
