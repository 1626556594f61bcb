package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long trials waited for their escapes, and the barrier that this tells. */
final class EscapeStory {

  private static final String WAITS =
      """
      SELECT count(*) AS waits, count_if(escaped) AS escaped,
        count(DISTINCT temperature) AS temperatures, count(DISTINCT group_id) AS groups
      FROM escapes""";

  private static final String TIMES =
      """
      SELECT min(mean_escape_time) AS shortest, max(mean_escape_time) AS longest,
        min_by(temperature, mean_escape_time) AS shortest_at,
        max_by(temperature, mean_escape_time) AS longest_at
      FROM escape_times WHERE time_unit = 'steps' AND mean_escape_time IS NOT NULL""";

  private static final String BARRIERS =
      """
      SELECT barrier, barrier_lower, barrier_upper, theory_barrier FROM arrhenius
      WHERE time_unit = 'steps' AND zero_modes = 0 AND incubation_steps = 0
        AND barrier IS NOT NULL ORDER BY barrier LIMIT 2""";

  private EscapeStory() {}

  /** Empty where the sweep has no escape rules. */
  static Optional<Story> of(ReportTables tables) {
    if (tables.columns("escapes").isEmpty()) {
      return Optional.empty();
    }
    TableRow waits = tables.query(WAITS).get(0);
    if (waits.count("waits") == 0) {
      return Optional.empty();
    }
    TableRow times = tables.query(TIMES).get(0);
    List<Source> sources = new ArrayList<>();
    sources.add(new Source("waits", WAITS));
    sources.add(new Source("mean escape times", TIMES));
    Map<String, String> tiles = new LinkedHashMap<>();
    tiles.put(
        "of %s ended in an escape%s"
            .formatted(
                Chart.count(waits.count("waits"), "wait"),
                waits.count("escaped") < waits.count("waits")
                    ? "; the others had none when their trial ended"
                    : ""),
        NumberText.whole(waits.count("escaped")));
    StringBuilder sentence = new StringBuilder();
    sentence.append(
        "%s of %s for an escape, %s, ended in one."
            .formatted(
                NumberText.whole(waits.count("escaped")),
                Chart.count(waits.count("waits"), "wait"),
                "at "
                    + Chart.count(waits.count("temperatures"), "temperature")
                    + (waits.count("groups") > 1
                        ? " in " + Chart.count(waits.count("groups"), "group")
                        : "")));
    if (times.number("shortest").isPresent()) {
      addTimes(sentence, tiles, times, waits);
    }
    if (!tables.columns("arrhenius").isEmpty()) {
      List<TableRow> barriers = tables.query(BARRIERS);
      sources.add(new Source("barriers", BARRIERS));
      // Of several groups none is the sweep's; the table has them all.
      if (barriers.size() == 1) {
        addBarrier(sentence, tiles, barriers.get(0));
      }
    }
    return Optional.of(new Story(sentence.toString(), tiles, sources));
  }

  private static void addTimes(
      StringBuilder sentence, Map<String, String> tiles, TableRow times, TableRow waits) {
    String shortest = NumberText.rounded(times.number("shortest").orElseThrow());
    String longest = NumberText.rounded(times.number("longest").orElseThrow());
    if (shortest.equals(longest)) {
      sentence.append(" It took %s steps in the mean.".formatted(shortest));
      tiles.put("mean escape time in steps", shortest);
      return;
    }
    boolean oneGroup = waits.count("groups") == 1;
    sentence.append(
        " The mean escape time goes from %s steps%s to %s%s."
            .formatted(
                shortest,
                oneGroup ? at(times, "shortest_at") : "",
                longest,
                oneGroup ? at(times, "longest_at") : ""));
    tiles.put(
        oneGroup
            ? "mean escape time in steps, from the hottest temperature to the coldest"
            : "mean escape time in steps, the shortest and the longest of all groups",
        shortest + " to " + longest);
  }

  private static String at(TableRow times, String column) {
    return " at temperature " + NumberText.rounded(times.number(column).orElseThrow());
  }

  private static void addBarrier(
      StringBuilder sentence, Map<String, String> tiles, TableRow barrier) {
    String fitted = NumberText.rounded(barrier.number("barrier").orElseThrow());
    String interval =
        barrier.number("barrier_lower").isPresent() && barrier.number("barrier_upper").isPresent()
            ? " [%s, %s]"
                .formatted(
                    NumberText.rounded(barrier.number("barrier_lower").getAsDouble()),
                    NumberText.rounded(barrier.number("barrier_upper").getAsDouble()))
            : "";
    String theory =
        barrier.number("theory_barrier").isPresent()
            ? NumberText.rounded(barrier.number("theory_barrier").getAsDouble())
            : "";
    sentence.append(" Fitted barrier: %s%s".formatted(fitted, interval));
    sentence.append(theory.isEmpty() ? "." : ", by theory %s.".formatted(theory));
    tiles.put(
        "barrier, by the Arrhenius fit" + (theory.isEmpty() ? "" : "; by theory " + theory),
        fitted);
  }
}
