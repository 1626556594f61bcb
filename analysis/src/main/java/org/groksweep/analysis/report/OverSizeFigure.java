package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.analysis.critical.Definition;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Interval;
import org.groksweep.analysis.stats.Proportion;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A response over the size of the training set, with the curve whose midpoint is the critical size.
 *
 * @param definition of the critical size, which says what the response is
 */
record OverSizeFigure(Definition definition) implements Figure {

  private static final int CURVE_POINTS = 80;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (subject.size().isEmpty()) {
      return Optional.empty();
    }
    List<Axis> axes = subject.groupAxes();
    String points = pointsSql(axes, subject.size().get().examplesSql());
    List<TableRow> rows = tables.query(points);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    String fits = fitsSql(axes);
    Map<List<Object>, CriticalSizeRow> estimates = new HashMap<>();
    List<String> columns = axes.stream().map(Axis::column).toList();
    for (TableRow row : tables.query(fits)) {
      estimates.put(row.part(columns), new CriticalSizeRow(row));
    }
    Facets facets = Facets.of(axes, rows);
    double first = rows.stream().mapToDouble(row -> row.count("n")).min().orElseThrow();
    double last = rows.stream().mapToDouble(row -> row.count("n")).max().orElseThrow();
    List<Panel> panels = new ArrayList<>();
    for (List<TableRow> panel : facets.panelRows(rows)) {
      List<Attributes> traces = new ArrayList<>();
      String label = facets.panelLabel(panel.get(0));
      StringBuilder words = new StringBuilder(title() + (label.isEmpty() ? "" : ", " + label));
      for (List<TableRow> series : facets.series(panel)) {
        Optional<CriticalSizeRow> estimate =
            Optional.ofNullable(estimates.get(series.get(0).part(columns)));
        Series drawn = new Series(facets, series, estimate);
        traces.addAll(drawn.traces(first, last));
        words.append(". ").append(drawn.words());
      }
      panels.add(new Panel(label, words.toString(), traces, layout()));
    }
    String left =
        facets.panelCount(rows) > panels.size()
            ? " %d of %d panels are drawn.".formatted(panels.size(), facets.panelCount(rows))
            : "";
    return Optional.of(
        new Drawing(
            "over-size-" + definition.key().toLowerCase(java.util.Locale.ROOT),
            Section.SIZES,
            title(),
            caption(estimates.values().stream().anyMatch(CriticalSizeRow::isBounded)) + left,
            panels,
            List.of(new Source("points", points), new Source("fits", fits))));
  }

  private boolean isProbability() {
    return definition == Definition.PROBABILITY;
  }

  private String title() {
    return isProbability() ? "Probability to generalize within the budget" : "Final test accuracy";
  }

  private String caption(boolean isEstimated) {
    String marks =
        isProbability()
            ? "Points: share of trials that generalized and still did at the end, with Wilson's"
                + " 95 % interval."
            : "Points: mean over trials with Student's 95 % interval; a diverged trial without an"
                + " accuracy counts as 0.";
    if (!isEstimated) {
      return marks + " No group has an estimate; the table below says why.";
    }

    return marks
        + " Line: the logistic curve in ln n that was fitted."
        + " Open diamond and horizontal bar: the critical size with its 95 % interval."
        + " A bar without a diamond is a bracket: all trials below it failed and all above it"
        + " succeeded (SEPARATED).";
  }

  private Attributes layout() {
    return Chart.layout(
        Chart.logAxis("training examples n"),
        Chart.shareAxis(isProbability() ? "P(generalize)" : "test accuracy"));
  }

  private String pointsSql(List<Axis> axes, String examples) {
    return """
    SELECT %s%s AS n, count(*) AS trials,
      count_if(e.generalized_at_end AND t.status <> 'DIVERGED') AS generalized,
      avg(%s) AS mean, stddev_samp(%s) AS deviation
    FROM %s
    WHERE %s AND %s IS NOT NULL%s
    GROUP BY ALL ORDER BY ALL"""
        .formatted(
            Sql.columns("t", axes),
            examples,
            Sql.ACCURACY,
            Sql.ACCURACY,
            Sql.TRIALS_AND_EVENTS,
            Sql.IS_RESULT,
            examples,
            // A regression has no accuracy.
            isProbability()
                ? ""
                : " AND (t.final_test_accuracy IS NOT NULL OR t.status = 'DIVERGED')");
  }

  private String fitsSql(List<Axis> axes) {
    return """
    SELECT %sc.definition, c.critical_size, c.critical_size_lower, c.critical_size_upper,
      c.width_10_90, c.floor, c.ceiling, c.status
    FROM critical_size c WHERE c.definition = '%s'"""
        .formatted(Sql.columns("c", axes), definition.key());
  }

  /** One group's points and what was estimated from them. */
  private final class Series {

    private final List<TableRow> points;
    private final Optional<CriticalSizeRow> estimate;
    private final String name;
    private final String colour;
    private final String symbol;

    Series(Facets facets, List<TableRow> points, Optional<CriticalSizeRow> estimate) {
      TableRow row = points.get(0);
      this.points = points;
      this.estimate = estimate;
      this.name = facets.colourLabel(row);
      this.colour = Chart.series(facets.colourIndex(row));
      this.symbol = Chart.symbol(facets.colourIndex(row));
    }

    List<Attributes> traces(double first, double last) {
      List<Attributes> traces = new ArrayList<>();
      estimate
          .filter(CriticalSizeRow::hasCurve)
          .ifPresent(row -> traces.add(curve(row, first, last)));
      traces.add(marks());
      estimate
          .filter(CriticalSizeRow::hasBounds)
          .ifPresent(row -> traces.addAll(row.marks(first, last, row.middle(), colour)));
      return traces;
    }

    String words() {
      String size = estimate.map(CriticalSizeRow::words).orElse("no critical size");
      return (name.isEmpty() ? "" : name + ": ") + size;
    }

    private Attributes marks() {
      List<Object> x = new ArrayList<>();
      List<Object> y = new ArrayList<>();
      List<Object> up = new ArrayList<>();
      List<Object> down = new ArrayList<>();
      List<Object> notes = new ArrayList<>();
      for (TableRow point : points) {
        double mean = isProbability() ? share(point).fraction() : point.number("mean").orElse(0);
        Interval interval = isProbability() ? share(point).wilson(Estimate.LEVEL) : student(point);
        x.add(point.count("n"));
        y.add(mean);
        up.add(interval.upper() - mean);
        down.add(mean - interval.lower());
        notes.add(
            isProbability()
                ? point.count("generalized") + " of " + point.count("trials")
                : Chart.count(point.count("trials"), "trial"));
      }
      return trace("scatter")
          .with("mode", "markers")
          .with("name", Attributes.shown(name))
          .with("legendgroup", colour)
          .with("showlegend", !name.isEmpty())
          .with("x", x)
          .with("y", y)
          .with("text", notes)
          .with("hovertemplate", "n = %{x}<br>%{y:.3f} (%{text})<extra></extra>")
          .with("marker", none().with("color", colour).with("size", 8).with("symbol", symbol))
          .with(
              "error_y",
              none()
                  .with("type", "data")
                  .with("symmetric", false)
                  .with("array", up)
                  .with("arrayminus", down)
                  .with("color", colour + "/0.55")
                  .with("thickness", 1.4)
                  .with("width", 3));
    }

    private Attributes curve(CriticalSizeRow row, double first, double last) {
      List<Object> x = new ArrayList<>();
      List<Object> y = new ArrayList<>();
      double ratio = Math.log(last / first);
      for (int i = 0; i <= CURVE_POINTS; i++) {
        double n = first * Math.exp(ratio * i / CURVE_POINTS);
        x.add(n);
        y.add(row.curveAt(n));
      }
      return trace("scatter")
          .with("mode", "lines")
          .with("legendgroup", colour)
          .with("showlegend", false)
          .with("hoverinfo", "skip")
          .with("x", x)
          .with("y", y)
          .with("line", Chart.line(colour, 2));
    }
  }

  private static Proportion share(TableRow point) {
    return new Proportion(point.count("generalized"), point.count("trials"));
  }

  /** The mean's interval by Student's t over trials, within [0, 1]; a single trial has none. */
  private static Interval student(TableRow point) {
    double mean = point.number("mean").orElse(0);
    double trials = (double) point.count("trials");
    if (trials < 2 || point.number("deviation").isEmpty()) {
      return new Interval(mean, mean);
    }
    double half =
        new TDistribution(trials - 1).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2)
            * point.number("deviation").getAsDouble()
            / Math.sqrt(trials);
    return new Interval(Math.max(0, mean - half), Math.min(1, mean + half));
  }
}
