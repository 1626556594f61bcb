package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many trials generalized, when, how long after they memorized, and from how many examples. */
final class GeneralizationStory {

  private static final String EVENTS =
      """
      SELECT count(*) AS trials, count_if(outcome IS NOT NULL) AS results,
        count_if(generalized_at_end AND outcome <> 'DIVERGED') AS generalized,
        count(memorized_at) AS memorized, median(memorized_at) AS memorized_at,
        count(generalized_at) AS passed, median(generalized_at) AS generalized_at,
        count(delay) AS did_both, count_if(delay > 0) AS later,
        median(delay) FILTER (WHERE delay > 0) AS delay, max(rule) AS rule
      FROM events""";

  private static final String SIZES =
      """
      SELECT count(*) AS groups, count_if(status = 'OK') AS known,
        min(critical_size) FILTER (WHERE status = 'OK') AS least,
        max(critical_size) FILTER (WHERE status = 'OK') AS most,
        max(status) AS status, max(critical_size_lower) AS lower, max(critical_size_upper) AS upper
      FROM critical_size WHERE definition = 'probability'""";

  private GeneralizationStory() {}

  /**
   * @param always tells it where no trial memorized or generalized, too
   */
  static Optional<Story> of(ReportTables tables, boolean always) {
    TableRow events = tables.query(EVENTS).get(0);
    boolean seen = events.count("memorized") + events.count("passed") > 0;
    return always || seen ? Optional.of(story(tables, events)) : Optional.empty();
  }

  private static Story story(ReportTables tables, TableRow events) {
    List<Source> sources = new ArrayList<>(List.of(new Source("events", EVENTS)));
    Map<String, String> tiles = new LinkedHashMap<>();
    long results = events.count("results");
    if (results == 0) {
      return new Story("No trial has a result yet.", tiles, sources);
    }
    tiles.put(
        "of %s generalized within the budget and still did at its end"
            .formatted(Chart.count(results, "trial")),
        NumberText.whole(events.count("generalized")));
    if (!tables.columns("critical_size").isEmpty()) {
      TableRow sizes = tables.query(SIZES).get(0);
      sources.add(new Source("critical sizes", SIZES));
      addSize(tiles, sizes);
    }
    put(tiles, "median step of memorizing, of", "memorized", events);
    put(tiles, "median step of generalizing, of", "generalized", events);
    addDelay(tiles, events);
    return new Story(sentence(events, results), tiles, sources);
  }

  private static String sentence(TableRow events, long results) {
    // The column holds both rules, "metric >= threshold for records" each.
    String[] rules = events.text("rule").replace(">=", "≥").replace("<=", "≤").split("; ");
    return "%s of %s generalized within the budget and still did at its end. Memorized: %s recorded steps. Generalized: %s recorded steps."
        .formatted(
            NumberText.whole(events.count("generalized")),
            NumberText.whole(results),
            rules[0],
            rules[rules.length - 1])
        .replace("for 1 recorded steps", "at a recorded step");
  }

  private static void addSize(Map<String, String> tiles, TableRow sizes) {
    long groups = sizes.count("groups");
    if (sizes.count("known") > 0) {
      tiles.put(
          "training examples from which on half of the trials generalize"
              + (groups > 1 ? ", in %d of %d groups".formatted(sizes.count("known"), groups) : ""),
          span(sizes, "least", "most"));
    } else if (groups == 1
        && sizes.text("status").equals("SEPARATED")
        && sizes.number("lower").isPresent()
        && sizes.number("upper").isPresent()) {
      tiles.put(
          "training examples that bracket the size from which on half of the trials generalize",
          span(sizes, "lower", "upper"));
    }
  }

  private static String span(TableRow sizes, String from, String to) {
    String least = NumberText.rounded(sizes.number(from).orElseThrow());
    String most = NumberText.rounded(sizes.number(to).orElseThrow());
    return least.equals(most) ? least : least + " to " + most;
  }

  private static void put(Map<String, String> tiles, String what, String event, TableRow events) {
    OptionalDouble step = events.number(event + "_at");
    long trials = events.count(event.equals("generalized") ? "passed" : event);
    if (step.isPresent()) {
      tiles.put(
          "%s the %s that did".formatted(what, NumberText.whole(trials)),
          NumberText.whole(Math.round(step.getAsDouble())));
    }
  }

  /** Many pass the generalized threshold first: a median over all would be no waiting time. */
  private static void addDelay(Map<String, String> tiles, TableRow events) {
    long both = events.count("did_both");
    long later = events.count("later");
    if (both == 0) {
      return;
    }
    if (later < both) {
      tiles.put(
          "of %s that did both generalized after they had memorized; the other %s generalized no later"
              .formatted(NumberText.whole(both), NumberText.whole(both - later)),
          NumberText.whole(later));
    }
    if (later > 0) {
      tiles.put(
          "median delay in steps from memorizing to generalizing, of %s %s"
              .formatted(later < both ? "these" : "the", NumberText.whole(later)),
          NumberText.whole(Math.round(events.number("delay").orElseThrow())));
    }
  }
}
