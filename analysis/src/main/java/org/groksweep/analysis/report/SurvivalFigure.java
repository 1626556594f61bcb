package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.stats.KaplanMeier;
import org.groksweep.analysis.stats.KaplanMeier.Lifetime;

/** The share of trials that still wait, over steps: Kaplan and Meier's, and the exponential law. */
final class SurvivalFigure implements Figure {

  private static final int CURVE_POINTS = 60;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (tables.columns("escapes").isEmpty()) {
      return Optional.empty();
    }
    EscapeGroups groups = EscapeGroups.of(subject, tables);
    String waitsSql = waitsSql();
    String meansSql = meansSql();
    List<TableRow> waits = tables.query(waitsSql);
    List<TableRow> means = tables.query(meansSql);
    List<Panel> panels = new ArrayList<>();
    for (EscapeGroups.Group group : groups.drawn()) {
      List<TableRow> own = of(group, waits);
      if (!own.isEmpty()) {
        panels.add(panel(group, own, of(group, means)));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drawing(
            "survival",
            Section.DYNAMICS,
            "Share of trials that have not escaped",
            "Steps: Kaplan and Meier's estimate, which knows what was censored. Dotted: the"
                + " exponential law with the mean escape time of the same temperature T. Waits are"
                + " rounded to three digits; at most "
                + Facets.MOST_COLOURS
                + " temperatures are drawn."
                + groups.leftOut(),
            panels,
            List.of(
                new Source("groups", groups.sql()),
                new Source("waits", waitsSql),
                new Source("mean escape times", meansSql))));
  }

  private static List<TableRow> of(EscapeGroups.Group group, List<TableRow> rows) {
    return rows.stream().filter(row -> row.text("group_id").equals(group.id())).toList();
  }

  private static Panel panel(EscapeGroups.Group group, List<TableRow> waits, List<TableRow> means) {
    List<Double> temperatures =
        Facets.evenly(
            waits.stream().map(SurvivalFigure::temperature).distinct().sorted().toList(),
            Facets.MOST_COLOURS);
    List<Attributes> traces = new ArrayList<>();
    StringBuilder words = new StringBuilder("Share not escaped over steps, " + group.label());
    for (int i = 0; i < temperatures.size(); i++) {
      double temperature = temperatures.get(i);
      KaplanMeier survival =
          KaplanMeier.of(
              waits.stream()
                  .filter(row -> temperature(row) == temperature)
                  .flatMap(SurvivalFigure::lifetimes)
                  .toList());
      if (survival.points().isEmpty()) {
        continue;
      }
      traces.add(steps(survival, "T " + NumberText.rounded(temperature), Chart.series(i + 1)));
      OptionalDouble mean =
          means.stream()
              .filter(row -> temperature(row) == temperature)
              .findFirst()
              .map(row -> row.number("mean_escape_time"))
              .orElse(OptionalDouble.empty());
      if (mean.isPresent()) {
        traces.add(exponential(survival, mean.getAsDouble(), Chart.series(i + 1)));
      }
      words.append(". Temperature " + NumberText.rounded(temperature) + ": half escaped by ");
      words.append(
          survival.median().isPresent()
              ? NumberText.rounded(survival.median().getAsDouble())
              : "no step of the budget");
    }
    Attributes layout = Chart.layout(Chart.logAxis("steps waited"), Chart.shareAxis("not escaped"));
    return new Panel(group.label(), words.toString(), traces, layout);
  }

  private static Attributes steps(KaplanMeier survival, String name, String colour) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    x.add(Math.max(1, first(survival) / 3));
    y.add(1.0);
    for (KaplanMeier.Point point : survival.points()) {
      x.add(Math.max(1, point.time()));
      y.add(point.survival());
    }
    return trace("scatter")
        .with("mode", "lines")
        .with("name", name)
        .with("legendgroup", colour)
        .with("x", x)
        .with("y", y)
        .with("line", Chart.line(colour, 2).with("shape", "hv"))
        .with("hovertemplate", name + "<br>step %{x:,}: %{y:.3f}<extra></extra>");
  }

  private static Attributes exponential(KaplanMeier survival, double mean, String colour) {
    double from = Math.max(1, first(survival) / 3);
    double last = survival.points().get(survival.points().size() - 1).time();
    double ratio = Math.log(Math.max(last, 2 * from) / from);
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    for (int i = 0; i <= CURVE_POINTS; i++) {
      double step = from * Math.exp(ratio * i / CURVE_POINTS);
      x.add(step);
      y.add(Math.exp(-step / mean));
    }
    return trace("scatter")
        .with("mode", "lines")
        .with("legendgroup", colour)
        .with("showlegend", false)
        .with("x", x)
        .with("y", y)
        .with("hoverinfo", "skip")
        .with("line", Chart.line(colour, 1.4).with("dash", "dot"));
  }

  private static double first(KaplanMeier survival) {
    return survival.points().get(0).time();
  }

  private static double temperature(TableRow row) {
    return row.number("temperature").orElseThrow();
  }

  private static java.util.stream.Stream<Lifetime> lifetimes(TableRow row) {
    Lifetime lifetime =
        new Lifetime(
            row.number("steps").orElseThrow(), row.value("escaped").equals(Optional.of(true)));
    return java.util.stream.Stream.generate(() -> lifetime).limit(row.count("trials"));
  }

  private static String waitsSql() {
    return """
    SELECT group_id, temperature, escaped,
      round(steps / pow(10, greatest(floor(log10(steps)) - 2, 0)))
        * pow(10, greatest(floor(log10(steps)) - 2, 0)) AS steps,
      count(*) AS trials
    FROM escapes WHERE steps > 0 GROUP BY ALL ORDER BY ALL""";
  }

  private static String meansSql() {
    return """
    SELECT group_id, temperature, mean_escape_time FROM escape_times
    WHERE time_unit = 'steps' ORDER BY ALL""";
  }
}
