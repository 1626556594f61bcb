package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The curves of one cell.
 *
 * @param trials with their events, one per seed
 * @param rows of each trial in the order of its steps, by trial id
 * @param measure accuracy or loss
 */
record CellCurves(List<TableRow> trials, Map<String, List<TableRow>> rows, String measure) {

  private static final Pattern WALKED = Pattern.compile("_[0-9]+$");
  private static final int NAME_HEIGHT = 15;
  private static final int NAMES_ABOVE_EACH_OTHER = 4;

  Panel panel(String title) {
    List<Attributes> traces = new ArrayList<>();
    traces.add(lines("train", Chart.TRAIN));
    traces.add(lines("test", Chart.TEST));
    traces.add(passages("memorized", "train", Chart.TRAIN, "square"));
    traces.add(passages("generalized", "test", Chart.TEST, "circle"));
    boolean isAccuracy = measure.equals("accuracy");
    Map<Long, String> stretches = stretches();
    boolean phases = stretches.size() > 1;
    Attributes steps = phases ? Chart.axis("step") : Chart.logAxis("step");
    Attributes values = isAccuracy ? Chart.shareAxis(measure) : Chart.logAxis(measure);
    Attributes layout = Chart.layout(steps, values);
    if (phases) {
      layout.with("shapes", shapes(stretches)).with("annotations", names(stretches));
    }
    return new Panel(title, words(title), traces, layout);
  }

  private Attributes lines(String set, String colour) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    for (TableRow trial : trials) {
      for (TableRow row : rows.get(trial.text("trial_id"))) {
        x.add(row.count("step"));
        y.add(Chart.orNull(row.number(set + "_" + measure)));
      }
      // A gap ends a seed's line: one trace draws them all.
      x.add(null);
      y.add(null);
    }
    return trace("scatter")
        .with("mode", "lines")
        .with("name", set)
        .with("x", x)
        .with("y", y)
        .with("line", Chart.line(colour + (trials.size() > 1 ? "/0.55" : ""), 1.3))
        .with("hovertemplate", "step %{x:,}<br>%{y:.3f}<extra>" + set + "</extra>");
  }

  private Attributes passages(String event, String set, String colour, String symbol) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    List<Object> notes = new ArrayList<>();
    for (TableRow trial : trials) {
      OptionalDouble at = trial.number(event + "_at");
      if (at.isPresent()) {
        x.add(Math.max(1, at.getAsDouble()));
        y.add(Chart.orNull(valueAt(trial, at.getAsDouble(), set + "_" + measure)));
        notes.add("seed " + trial.count("seed"));
      }
    }
    return trace("scatter")
        .with("mode", "markers")
        .with("name", event)
        .with("x", x)
        .with("y", y)
        .with("text", notes)
        .with("hovertemplate", "%{text} " + event + " at step %{x:,}<extra></extra>")
        .with(
            "marker",
            none()
                .with("symbol", symbol)
                .with("size", 9)
                .with("color", colour)
                .with("line", Chart.line("@paper", 1.2)));
  }

  /** The curve's value at the first of its points that is not before the step. */
  private OptionalDouble valueAt(TableRow trial, double step, String column) {
    return rows.get(trial.text("trial_id")).stream()
        .filter(row -> row.count("step") >= step)
        .map(row -> row.number(column))
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /**
   * The first step of every phase, where it is the same for all seeds; a walk's phases are one
   * stretch. None where phases end by escapes, at a step of each seed's own.
   */
  private Map<Long, String> stretches() {
    Map<String, Long> begins = new HashMap<>();
    for (TableRow trial : trials) {
      Map<String, Long> own = new HashMap<>();
      for (TableRow row : rows.get(trial.text("trial_id"))) {
        own.putIfAbsent(WALKED.matcher(row.text("phase")).replaceFirst(""), row.count("step"));
      }
      for (Map.Entry<String, Long> begin : own.entrySet()) {
        Long before = begins.putIfAbsent(begin.getKey(), begin.getValue());
        if (before != null && !before.equals(begin.getValue())) {
          return Map.of();
        }
      }
    }
    Map<Long, String> stretches = new TreeMap<>();
    begins.forEach((name, step) -> stretches.put(step, name));
    return stretches;
  }

  private static List<Object> shapes(Map<Long, String> stretches) {
    List<Object> shapes = new ArrayList<>();
    for (long step : stretches.keySet()) {
      shapes.add(
          none()
              .with("type", "line")
              .with("yref", "paper")
              .with("x0", step)
              .with("x1", step)
              .with("y0", 0)
              .with("y1", 1)
              .with(
                  "line", none().with("color", Chart.MUTED).with("width", 1).with("dash", "dot")));
    }
    return shapes;
  }

  private static List<Object> names(Map<Long, String> stretches) {
    List<Object> names = new ArrayList<>();
    stretches.forEach(
        (step, name) ->
            names.add(
                none()
                    .with("text", Attributes.shown(name))
                    .with("x", step)
                    .with("y", 0)
                    .with("yref", "paper")
                    .with("xanchor", "left")
                    .with("yanchor", "bottom")
                    // One above the other: a phase may be too short for its name.
                    .with("yshift", NAME_HEIGHT * (names.size() % NAMES_ABOVE_EACH_OTHER))
                    .with("showarrow", false)
                    .with("font", none().with("size", 11).with("color", Chart.MUTED))));
    return names;
  }

  private String words(String title) {
    long memorized = trials.stream().filter(t -> t.value("memorized_at").isPresent()).count();
    long generalized = trials.stream().filter(t -> t.value("generalized_at").isPresent()).count();
    return "Train and test %s over steps%s: of %s, %d memorized and %d generalized"
        .formatted(
            measure,
            title.isEmpty() ? "" : ", " + title,
            Chart.count(trials.size(), "seed"),
            memorized,
            generalized);
  }
}
