package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/**
 * Train and test accuracy over steps for a few cells and all their seeds, with the steps at which
 * they memorized and generalized.
 *
 * <p>The cells: that with the longest median delay; then one of every outcome that is the commonest
 * of some cell; then others, evenly over the grid.
 */
final class LearningCurvesFigure implements Figure {

  private static final int MOST_SEEDS = 12;

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    List<Axis> axes = subject.axes();
    String cellsSql = cellsSql(axes);
    List<TableRow> cells = tables.query(cellsSql);
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    List<Facets.Dimension> dimensions = Facets.dimensions(axes, cells);
    List<TableRow> chosen = chosen(cells);
    String trialsSql = trialsSql(chosen);
    List<TableRow> trials = tables.query(trialsSql);
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    String rowsSql = rowsSql(chosen, trials.stream().map(row -> row.count("seed")).toList());
    Map<String, List<TableRow>> rows =
        tables.query(rowsSql).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.text("trial_id"), LinkedHashMap::new, Collectors.toList()));
    boolean hasAccuracy =
        rows.values().stream()
            .flatMap(List::stream)
            .anyMatch(row -> row.number("train_accuracy").isPresent());
    List<Panel> panels = new ArrayList<>();
    for (TableRow cell : chosen) {
      List<TableRow> own =
          trials.stream()
              .filter(trial -> trial.text("cell_id").equals(cell.text("cell_id")))
              .filter(trial -> rows.containsKey(trial.text("trial_id")))
              .toList();
      if (!own.isEmpty()) {
        CellCurves curves = new CellCurves(own, rows, hasAccuracy ? "accuracy" : "loss");
        panels.add(curves.panel(name(cell, dimensions)));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Drawing(
            "learning-curves",
            Section.CURVES,
            hasAccuracy ? "Accuracy over steps" : "Loss over steps",
            caption(panels.size(), cells.size(), trials),
            panels,
            List.of(
                new Source("cells", cellsSql),
                new Source("trials", trialsSql),
                new Source("curves", rowsSql))));
  }

  private static String caption(int panels, int cells, List<TableRow> trials) {
    boolean marked =
        trials.stream()
            .anyMatch(
                trial ->
                    trial.number("memorized_at").isPresent()
                        || trial.number("generalized_at").isPresent());
    String which =
        panels == cells
            ? "All cells. "
            : "%d of %s: that of the longest delay, one of each common outcome, the others evenly"
                    .formatted(panels, Chart.count(cells, "cell"))
                + " over the grid. ";
    return which
        + "Each line is a seed, of at most %d, thinned to twenty recorded steps per factor e."
            .formatted(MOST_SEEDS)
        + (marked ? " Squares: the seed memorized; circles: it generalized." : "")
        + " A logarithmic axis begins at step 1.";
  }

  private static List<TableRow> chosen(List<TableRow> cells) {
    Set<Integer> places = new LinkedHashSet<>();
    longestDelay(cells).ifPresent(places::add);
    cells.stream()
        .map(cell -> cell.text("outcome"))
        .distinct()
        .sorted()
        .forEach(outcome -> places.add(middleOf(cells, outcome)));
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      all.add(i);
    }
    for (int spread = 2; places.size() < Math.min(cells.size(), Facets.MOST_PANELS); spread++) {
      for (int place : Facets.evenly(all, spread)) {
        if (places.size() < Facets.MOST_PANELS) {
          places.add(place);
        }
      }
    }
    return places.stream().limit(Facets.MOST_PANELS).sorted().map(cells::get).toList();
  }

  private static Optional<Integer> longestDelay(List<TableRow> cells) {
    Optional<Integer> longest = Optional.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < cells.size(); i++) {
      double delay = cells.get(i).number("delay").orElse(Double.NEGATIVE_INFINITY);
      if (delay > most) {
        most = delay;
        longest = Optional.of(i);
      }
    }
    return longest;
  }

  private static int middleOf(List<TableRow> cells, String outcome) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).text("outcome").equals(outcome)) {
        places.add(i);
      }
    }
    return places.get(places.size() / 2);
  }

  private static String name(TableRow cell, List<Facets.Dimension> dimensions) {
    return dimensions.stream().map(each -> each.label(cell)).collect(Collectors.joining(", "));
  }

  private static String cellsSql(List<Axis> axes) {
    return """
    SELECT %se.cell_id, mode(e.outcome, true) AS outcome,
      percentile(coalesce(double(e.delay), -1.0), 0.5) AS delay
    FROM events e WHERE e.outcome IS NOT NULL GROUP BY ALL ORDER BY ALL"""
        .formatted(Sql.columns("e", axes));
  }

  private static String trialsSql(List<TableRow> cells) {
    return """
    SELECT cell_id, trial_id, seed, memorized_at, generalized_at FROM (
      SELECT *, row_number() OVER (PARTITION BY cell_id ORDER BY seed) AS place
      FROM events WHERE cell_id IN (%s))
    WHERE place <= %d ORDER BY cell_id, seed"""
        .formatted(
            Sql.texts(cells.stream().map(cell -> cell.text("cell_id")).toList()), MOST_SEEDS);
  }

  private static String rowsSql(List<TableRow> cells, List<Long> seeds) {
    String distinct =
        seeds.stream().distinct().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    return """
    SELECT trial_id, phase, step, train_accuracy, test_accuracy, train_loss, test_loss FROM (
      SELECT *, row_number() OVER (
          PARTITION BY trial_id, phase, floor(20 * ln(phase_step + 1)) ORDER BY step DESC) AS place
      FROM metrics WHERE cell_id IN (%s) AND seed IN (%s))
    WHERE place = 1 ORDER BY trial_id, step, phase"""
        .formatted(Sql.texts(cells.stream().map(cell -> cell.text("cell_id")).toList()), distinct);
  }
}
