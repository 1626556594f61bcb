package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.groksweep.analysis.report.Drawing.Section;

/** Escape times over the inverse temperature: waits, means with intervals, fit and theory. */
final class ArrheniusFigure implements Figure {

  /** Marks that stand for the waits of a temperature: quantiles, however many waits there are. */
  private static final int QUANTILES = 24;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (tables.columns("escape_times").isEmpty()) {
      return Optional.empty();
    }
    EscapeGroups groups = EscapeGroups.of(subject, tables).ofSeveralTemperatures();
    String meansSql = meansSql();
    String waitsSql = waitsSql();
    List<TableRow> means = tables.query(meansSql);
    List<TableRow> waits = tables.query(waitsSql);
    List<Panel> panels = new ArrayList<>();
    for (EscapeGroups.Group group : groups.drawn()) {
      List<TableRow> own =
          means.stream()
              .filter(row -> row.text("group_id").equals(group.id()))
              .filter(row -> row.text("time_unit").equals(group.timeUnit()))
              .toList();
      List<TableRow> spread =
          waits.stream().filter(row -> row.text("group_id").equals(group.id())).toList();
      if (own.stream().anyMatch(row -> row.number("mean_escape_time").isPresent())) {
        panels.add(panel(group, own, spread));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drawing(
            "arrhenius",
            Section.DYNAMICS,
            "Escape time over the inverse temperature",
            "Points: mean escape time with its 95 % interval. Line: the Arrhenius fit to all waits,"
                + " censored ones included. Dashed: theory, where there is one. Pale marks: "
                + QUANTILES
                + " quantiles of the waits that ended in an escape."
                + groups.leftOut(),
            panels,
            List.of(
                new Source("groups", groups.sql()),
                new Source("mean escape times, fit and theory", meansSql),
                new Source("waits", waitsSql))));
  }

  private static Panel panel(EscapeGroups.Group group, List<TableRow> means, List<TableRow> waits) {
    List<Attributes> traces = new ArrayList<>();
    traces.add(spread(group, waits));
    addLine(traces, means, "theory_escape_time", "theory", "dash", Chart.INK);
    addLine(traces, means, "fitted_escape_time", "fit", "solid", Chart.series(1));
    traces.add(means(means));
    String unit = group.timeUnit().equals("steps") ? "steps" : "learning rate × steps";
    Attributes layout =
        Chart.layout(Chart.axis("1 / temperature"), Chart.logAxis("escape time (" + unit + ")"));
    StringBuilder words = new StringBuilder("Mean escape time, " + group.label());
    for (TableRow row : means) {
      OptionalDouble mean = row.number("mean_escape_time");
      words.append(
          ". temperature %s: %s"
              .formatted(
                  NumberText.rounded(row.number("temperature").orElseThrow()),
                  mean.isPresent()
                      ? NumberText.rounded(mean.getAsDouble())
                      : "none (" + row.text("status") + ")"));
    }
    return new Panel(group.label(), words.toString(), traces, layout);
  }

  private static Attributes means(List<TableRow> rows) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    List<Object> up = new ArrayList<>();
    List<Object> down = new ArrayList<>();
    List<Object> notes = new ArrayList<>();
    for (TableRow row : rows) {
      OptionalDouble mean = row.number("mean_escape_time");
      if (mean.isEmpty()) {
        continue;
      }
      double value = mean.getAsDouble();
      x.add(inverse(row));
      y.add(value);
      up.add(row.number("mean_escape_time_upper").orElse(value) - value);
      down.add(value - row.number("mean_escape_time_lower").orElse(value));
      notes.add(row.count("n_events") + " of " + row.count("n_trials") + " escaped");
    }
    return trace("scatter")
        .with("mode", "markers")
        .with("name", "mean")
        .with("x", x)
        .with("y", y)
        .with("text", notes)
        .with("hovertemplate", "1/T = %{x:.4g}<br>%{y:.4g} (%{text})<extra></extra>")
        .with("marker", none().with("color", Chart.series(1)).with("size", 8))
        .with(
            "error_y",
            none()
                .with("type", "data")
                .with("symmetric", false)
                .with("array", up)
                .with("arrayminus", down)
                .with("color", Chart.series(1))
                .with("thickness", 1.5)
                .with("width", 4));
  }

  private static Attributes spread(EscapeGroups.Group group, List<TableRow> rows) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    String column = group.timeUnit().equals("steps") ? "steps" : "times";
    for (TableRow row : rows) {
      if (row.value(column).orElse(null) instanceof List<?> quantiles) {
        for (Object quantile : quantiles) {
          x.add(inverse(row));
          y.add(quantile);
        }
      }
    }
    return trace("scatter")
        .with("mode", "markers")
        .with("name", "waits")
        .with("x", x)
        .with("y", y)
        .with("hoverinfo", "skip")
        .with(
            "marker",
            none()
                .with("symbol", "line-ew-open")
                .with("size", 9)
                .with("color", Chart.TRAIN + "/0.6"));
  }

  private static void addLine(
      List<Attributes> traces,
      List<TableRow> rows,
      String column,
      String name,
      String dash,
      String colour) {
    List<TableRow> known = rows.stream().filter(row -> row.number(column).isPresent()).toList();
    if (known.isEmpty()) {
      return;
    }
    traces.add(
        trace("scatter")
            .with("mode", "lines")
            .with("name", name)
            .with("x", Attributes.list(known.stream().map(ArrheniusFigure::inverse).toList()))
            .with(
                "y",
                Attributes.list(
                    known.stream().map(row -> row.number(column).getAsDouble()).toList()))
            .with("line", Chart.line(colour, 2).with("dash", dash))
            .with("hovertemplate", name + " %{y:.4g}<extra></extra>"));
  }

  private static double inverse(TableRow row) {
    return 1 / row.number("temperature").orElseThrow();
  }

  private static String meansSql() {
    return """
    SELECT group_id, time_unit, temperature, mean_escape_time, mean_escape_time_lower,
      mean_escape_time_upper, fitted_escape_time, theory_escape_time, n_events, n_trials, status
    FROM escape_times ORDER BY group_id, time_unit, temperature""";
  }

  private static String waitsSql() {
    String shares =
        IntStream.range(0, QUANTILES)
            .mapToObj(i -> "%.5fD".formatted((i + 0.5) / QUANTILES))
            .collect(Collectors.joining(", "));
    return """
    SELECT group_id, temperature, percentile(steps, array(%1$s)) AS steps,
      percentile(time, array(%1$s)) AS times
    FROM escapes WHERE escaped GROUP BY ALL ORDER BY ALL"""
        .formatted(shares);
  }
}
