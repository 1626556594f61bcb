package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.StationaryPoint;

/**
 * What a staged learning curve is marked with: the passage of each mode, when the theory expects
 * it, and the values at which the theory has the learned modes and the train loss rest.
 */
final class StagePassages {

  // The theory's time is a mean wait in the metastable state: it counts from the phase's start, and
  // says nothing of trials that begin at random weights.
  private static final String PASSAGES =
      """
      WITH rules AS (
        SELECT DISTINCT cell_id, trapped, p.name AS phase, e.name AS rule, e.threshold,
          int(substring(e.metric, length('singular_values_') + 1)) AS mode
        FROM (SELECT cell_id,
          get_json_object(spec, '$.model.initialization') = 'MODES' AS trapped,
          explode(from_json(get_json_object(spec, '$.phases'),
            'array<struct<name:string,escapes:array<struct<name:string,metric:string,threshold:double>>>>'
          )) AS p FROM trials WHERE cell_id IN (%1$s))
        LATERAL VIEW explode(p.escapes) AS e WHERE startswith(e.metric, 'singular_values_')),
      passages AS (
        SELECT trial_id, cell_id, explode(passages) AS p FROM trials WHERE cell_id IN (%1$s)),
      means AS (
        SELECT group_id, temperature, theory_escape_time FROM escape_times WHERE time_unit = 'steps')
      SELECT r.cell_id, r.mode, r.rule, r.threshold, count(*) AS trials,
        count_if(e.escaped) AS passed, avg(a.p.step) FILTER (WHERE e.escaped) AS mean,
        percentile(a.p.step, 0.25) FILTER (WHERE e.escaped) AS lower,
        percentile(a.p.step, 0.75) FILTER (WHERE e.escaped) AS upper,
        avg(a.p.step - e.steps) FILTER (WHERE e.escaped)
          + max(m.theory_escape_time) FILTER (WHERE r.trapped) AS theory
      FROM passages a
        JOIN rules r ON r.cell_id = a.cell_id AND r.phase = a.p.phase AND r.rule = a.p.rule
        JOIN escapes e ON e.trial_id = a.trial_id AND e.phase = r.phase AND e.rule = r.rule
        LEFT JOIN means m ON m.group_id = e.group_id AND m.temperature = e.temperature
      GROUP BY r.cell_id, r.mode, r.rule, r.threshold ORDER BY r.cell_id, r.mode, r.rule""";

  // Where the theory's landscape holds: gradient descent, one L2 in all phases, whitened inputs.
  private static final String SETTINGS =
      """
      SELECT DISTINCT cell_id, s.model.depth AS layers, s.phases[0].l2 AS l2,
        sort_array(filter(s.task.singularValues, value -> value > 0), false) AS singular_values,
        coalesce(s.task.residual, 'VARIANCE') = 'VARIANCE' AND coalesce(s.task.residualVariance, 0D) = 0
          AS noiseless
      FROM (SELECT cell_id, from_json(spec, 'task struct<type:string, singularValues:array<double>,
          data:string, residual:string, residualVariance:double>,
          model struct<type:string, depth:int, width:int>, loss string,
          optimizer struct<type:string>, phases array<struct<l2:double, weightDecay:double>>') AS s
        FROM trials WHERE cell_id IN (%s))
      WHERE s.task.type = 'linear-teacher' AND coalesce(s.task.data, '') <> 'SAMPLED'
        AND s.model.type = 'deep-linear' AND s.model.depth >= 2
        AND s.model.width >= size(s.task.singularValues) AND s.loss = 'HALF_SQUARED_ERROR'
        AND s.optimizer.type = 'sgd' AND s.phases[0].l2 > 0
        AND forall(s.phases, p -> p.l2 = s.phases[0].l2 AND coalesce(p.weightDecay, 0D) = 0)
      ORDER BY cell_id""";

  private final List<TableRow> passages;
  private final List<TableRow> settings;
  private final List<Source> sources;

  private StagePassages(List<TableRow> passages, List<TableRow> settings, List<Source> sources) {
    this.passages = passages;
    this.settings = settings;
    this.sources = sources;
  }

  /** Of some cells of a sweep that waits for escapes. */
  static StagePassages of(ReportTables tables, List<String> cells) {
    String passages = PASSAGES.formatted(Sql.texts(cells));
    String settings = SETTINGS.formatted(Sql.texts(cells));
    return new StagePassages(
        tables.query(passages),
        tables.query(settings),
        List.of(new Source("passages", passages), new Source("theory's settings", settings)));
  }

  List<Source> sources() {
    return sources;
  }

  /** A cell's passages and those of the theory, in the colours of their modes. */
  List<Attributes> marks(String cell) {
    List<Attributes> marks = new ArrayList<>();
    List<TableRow> passed = known(cell, "mean");
    if (!passed.isEmpty()) {
      marks.add(passages(passed));
    }
    List<TableRow> expected = known(cell, "theory");
    if (!expected.isEmpty()) {
      marks.add(
          points(expected, "theory", "theory", "diamond-open")
              .with("hovertemplate", "theory: %{x:,.0f} steps<extra></extra>"));
    }
    return marks;
  }

  /** Passages as vertical lines, and the theory's states as horizontal ones. */
  List<Attributes> lines(String cell) {
    List<Attributes> lines = new ArrayList<>();
    for (TableRow row : known(cell, "mean")) {
      lines.add(
          line("x", row.number("mean").orElseThrow(), "y", "paper", colour(row.count("mode")))
              .with("opacity", 0.5));
    }
    for (TableRow setting : of(cell, settings)) {
      List<Double> singularValues = numbers(setting, "singular_values");
      List<Double> learned = learned(setting, singularValues);
      for (int k = 0; k < learned.size(); k++) {
        lines.add(level(learned.get(k), "y", colour(k + 1L)));
      }
      if (setting.value("noiseless").equals(Optional.of(true))) {
        losses(singularValues, learned).forEach(loss -> lines.add(level(loss, "y2", Chart.MUTED)));
      }
    }
    return lines;
  }

  /** A sentence for each passage of a cell, with a stop before it. */
  String words(String cell) {
    return known(cell, "mean").stream()
        .map(
            row ->
                ". Passage %s at a mean of %s steps, in %d of %d waits"
                    .formatted(
                        row.text("rule"),
                        NumberText.rounded(row.number("mean").orElseThrow()),
                        row.count("passed"),
                        row.count("trials")))
        .collect(Collectors.joining());
  }

  private static Attributes passages(List<TableRow> rows) {
    return points(rows, "passage", "mean", "circle")
        .with(
            "text",
            each(
                rows,
                row ->
                    "%s: %d of %d waits"
                        .formatted(
                            Attributes.shown(row.text("rule")),
                            row.count("passed"),
                            row.count("trials"))))
        .with("hovertemplate", "%{text}<br>mean %{x:,.0f} steps<extra></extra>")
        .with(
            "error_x",
            none()
                .with("type", "data")
                .with("symmetric", false)
                // The mean of waits may lie outside their quartiles.
                .with("array", each(rows, row -> Math.max(0, distance(row, "mean", "upper"))))
                .with("arrayminus", each(rows, row -> Math.max(0, distance(row, "lower", "mean"))))
                .with("color", Chart.INK)
                .with("thickness", 1.5)
                .with("width", 4));
  }

  private static Attributes points(List<TableRow> rows, String name, String column, String symbol) {
    return trace("scatter")
        .with("mode", "markers")
        .with("name", name)
        .with("x", each(rows, row -> row.number(column).orElseThrow()))
        .with("y", each(rows, row -> row.number("threshold").orElseThrow()))
        .with(
            "marker",
            none()
                .with("symbol", symbol)
                .with("size", 10)
                .with("color", each(rows, row -> colour(row.count("mode")))));
  }

  private static Attributes level(double height, String axis, String colour) {
    return line("y", height, "x", "paper", colour).with("yref", axis);
  }

  /** A line at a place of one axis, over the whole of the other. */
  private static Attributes line(
      String axis, double at, String other, String whole, String colour) {
    return none()
        .with("type", "line")
        .with("layer", "below")
        .with(axis + "0", at)
        .with(axis + "1", at)
        .with(other + "ref", whole)
        .with(other + "0", 0)
        .with(other + "1", 1)
        .with("line", Chart.line(colour, 1.2).with("dash", "dot"));
  }

  /** λ of each mode that has a learned state: the larger singular values have, if any. */
  private static List<Double> learned(TableRow setting, List<Double> singularValues) {
    int layers = Math.toIntExact(setting.count("layers"));
    double l2 = setting.number("l2").orElseThrow();
    List<Double> strengths = new ArrayList<>();
    for (double singularValue : singularValues) {
      new DeepLinearMode(layers, singularValue)
          .at(l2)
          .learned()
          .map(StationaryPoint::strength)
          .ifPresent(strengths::add);
    }
    return strengths;
  }

  /**
   * ½Σ(s−λ)² with none, one, two, … modes learned: the train loss where inputs are whitened and
   * targets without noise.
   */
  private static List<Double> losses(List<Double> singularValues, List<Double> learned) {
    double loss = singularValues.stream().mapToDouble(s -> s * s / 2).sum();
    List<Double> losses = new ArrayList<>(List.of(loss));
    for (int k = 0; k < learned.size(); k++) {
      double singularValue = singularValues.get(k);
      double left = singularValue - learned.get(k);
      loss += (left * left - singularValue * singularValue) / 2;
      losses.add(loss);
    }
    return losses;
  }

  private List<TableRow> known(String cell, String column) {
    return of(cell, passages).stream().filter(row -> row.number(column).isPresent()).toList();
  }

  private static List<TableRow> of(String cell, List<TableRow> rows) {
    return rows.stream().filter(row -> row.text("cell_id").equals(cell)).toList();
  }

  private static List<Object> each(List<TableRow> rows, Function<TableRow, Object> value) {
    return Attributes.list(rows.stream().map(value).toList());
  }

  private static double distance(TableRow row, String from, String to) {
    return row.number(to).orElseThrow() - row.number(from).orElseThrow();
  }

  private static List<Double> numbers(TableRow row, String column) {
    return ((List<?>) row.value(column).orElseThrow())
        .stream().map(value -> ((Number) value).doubleValue()).toList();
  }

  private static String colour(long mode) {
    return Chart.series(Math.toIntExact(mode));
  }
}
