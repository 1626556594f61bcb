package org.groksweep.analysis.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** What was swept, and how it came out, in a sentence and a few numbers. */
final class Headline {

  private static final int MOST_VALUES_NAMED = 6;

  private static final String TRIALS =
      """
      SELECT count(*) AS trials, count(DISTINCT cell_id) AS cells, count(DISTINCT seed) AS seeds,
        max(max_steps) AS budget, count_if(status IN ('CRASHED', 'TIMED_OUT')) AS lost,
        count_if(status = 'DIVERGED') AS diverged
      FROM trials""";

  private static final String EVENTS =
      """
      SELECT count(*) AS trials, count_if(outcome IS NOT NULL) AS results,
        count_if(generalized_at_end AND outcome <> 'DIVERGED') AS generalized,
        count(memorized_at) AS memorized, median(memorized_at) AS memorized_at,
        count(generalized_at) AS passed, median(generalized_at) AS generalized_at,
        count(delay) AS delays, median(delay) AS delay, max(rule) AS rule
      FROM events""";

  private final ReportSubject subject;
  private final ReportTables tables;

  Headline(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    TableRow trials = tables.query(TRIALS).get(0);
    TableRow events = tables.query(EVENTS).get(0);
    Html html = new Html();
    html.add("<p class=\"kind\">Sweep %s</p>\n<h1>%s</h1>", subject.sweepId(), subject.name());
    html.add("<p class=\"lead\">%s</p>", swept(trials));
    html.add("<p class=\"lead\">%s</p>", outcome(events));
    html.add("<dl class=\"tiles\">");
    tiles(trials, events)
        .forEach((what, number) -> html.add("<div><dt>%s</dt><dd>%s</dd></div>", what, number));
    html.add("</dl>");
    long analysed = events.count("trials");
    if (analysed < trials.count("trials")) {
      html.add(
          "<p class=\"alarm\">%s finished after the last analysis and are in no estimate: run"
              + " ./sweep analyze again.</p>",
          Chart.count(trials.count("trials") - analysed, "trial"));
    }
    return html.sources(List.of(new Source("trials", TRIALS), new Source("events", EVENTS)));
  }

  private String swept(TableRow trials) {
    List<TableRow> values =
        subject.axes().isEmpty()
            ? List.of()
            : tables.query(
                "SELECT DISTINCT "
                    + subject.axes().stream()
                        .map(axis -> Sql.name(axis.column()))
                        .collect(Collectors.joining(", "))
                    + " FROM trials");
    List<Facets.Dimension> dimensions = Facets.dimensions(subject.axes(), values);
    String axes = dimensions.stream().map(Headline::axis).collect(Collectors.joining("; "));
    return "%s of %s with %s each, up to %s steps%s"
        .formatted(
            Chart.count(trials.count("trials"), "network"),
            Chart.count(trials.count("cells"), "cell"),
            Chart.count(trials.count("seeds"), "seed"),
            NumberText.whole(trials.number("budget").isPresent() ? trials.count("budget") : 0),
            axes.isEmpty() ? "." : ", over " + axes + ".");
  }

  private static String axis(Facets.Dimension dimension) {
    List<Object> values = dimension.values();
    String list =
        values.size() <= MOST_VALUES_NAMED
            ? values.stream().map(NumberText::of).collect(Collectors.joining(", "))
            : "%s to %s in %d values"
                .formatted(
                    NumberText.of(values.get(0)),
                    NumberText.of(values.get(values.size() - 1)),
                    values.size());
    List<Axis> others = dimension.axes().subList(1, dimension.axes().size());
    String together =
        others.isEmpty()
            ? ""
            : " (with " + others.stream().map(Axis::label).collect(Collectors.joining(", ")) + ")";
    return dimension.first().label() + " " + list + together;
  }

  private static String outcome(TableRow events) {
    long results = events.count("results");
    if (results == 0) {
      return "No trial has a result yet.";
    }
    // The column holds both rules, "metric >= threshold for records" each.
    String[] rules = events.text("rule").replace(">=", "≥").replace("<=", "≤").split("; ");
    return "%s of %s generalized within the budget and still did at its end. Memorized: %s recorded steps. Generalized: %s recorded steps."
        .formatted(
            NumberText.whole(events.count("generalized")),
            NumberText.whole(results),
            rules[0],
            rules[rules.length - 1]);
  }

  private Map<String, String> tiles(TableRow trials, TableRow events) {
    Map<String, String> tiles = new LinkedHashMap<>();
    long done = trials.count("trials");
    tiles.put(
        "of " + NumberText.whole(subject.plannedTrials()) + " planned trials are done",
        NumberText.whole(done));
    tiles.put(
        "missing, of which %s crashed or ran out of time"
            .formatted(NumberText.whole(trials.count("lost"))),
        NumberText.whole(subject.plannedTrials() - done + trials.count("lost")));
    tiles.put("diverged", NumberText.whole(trials.count("diverged")));
    put(
        tiles,
        "median step of memorizing, of " + events.count("memorized"),
        "memorized_at",
        events);
    put(
        tiles,
        "median step of generalizing, of " + events.count("passed"),
        "generalized_at",
        events);
    put(tiles, "median delay in steps, of " + events.count("delays"), "delay", events);
    return tiles;
  }

  private static void put(Map<String, String> tiles, String what, String column, TableRow events) {
    OptionalDouble number = events.number(column);
    if (number.isPresent()) {
      tiles.put(what, NumberText.whole(Math.round(number.getAsDouble())));
    }
  }
}
