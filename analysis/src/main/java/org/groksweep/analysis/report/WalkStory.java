package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where modes jump while L2 is walked, and how wide their loops are. */
final class WalkStory {

  private static final String RANGE =
      "SELECT min(visited_l2) AS least, max(visited_l2) AS most FROM walks";

  private static final String JUMPS =
      """
      SELECT direction, count(*) AS modes, count(jump_l2) AS jumps, min(jump_l2) AS least,
        max(jump_l2) AS most
      FROM hysteresis GROUP BY direction ORDER BY direction DESC""";

  private static final String LOOPS =
      """
      SELECT count(width) AS loops, min(width) AS least, max(width) AS most
      FROM (SELECT cell_id, mode, max(loop_width) AS width FROM hysteresis GROUP BY cell_id, mode)""";

  private WalkStory() {}

  /** Empty where the sweep walks no L2. */
  static Optional<Story> of(ReportTables tables) {
    if (tables.columns("hysteresis").isEmpty() || tables.columns("walks").isEmpty()) {
      return Optional.empty();
    }
    TableRow range = tables.query(RANGE).get(0);
    List<TableRow> jumps = tables.query(JUMPS);
    TableRow loops = tables.query(LOOPS).get(0);
    if (jumps.isEmpty() || range.number("least").isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> tiles = new LinkedHashMap<>();
    List<String> sentences = new ArrayList<>();
    sentences.add("L2 is walked between " + span(range, " and ") + ".");
    for (TableRow row : jumps) {
      String way = "on the way " + row.text("direction");
      boolean some = row.count("jumps") > 0;
      sentences.add(
          "Jumps %s: %s of %s%s."
              .formatted(
                  way,
                  NumberText.whole(row.count("jumps")),
                  Chart.count(row.count("modes"), "mode"),
                  some ? ", at L2 " + span(row, " to ") : ""));
      tiles.put(
          "L2 of the jumps %s, of %s of %s"
              .formatted(
                  way,
                  NumberText.whole(row.count("jumps")),
                  Chart.count(row.count("modes"), "mode")),
          some ? span(row, " to ") : "none");
    }
    if (loops.count("loops") > 0) {
      tiles.put(
          "width in L2 of the loops between the ways, of "
              + Chart.count(loops.count("loops"), "mode"),
          span(loops, " to "));
    }
    return Optional.of(
        new Story(
            String.join(" ", sentences),
            tiles,
            List.of(
                new Source("walks", RANGE),
                new Source("jumps", JUMPS),
                new Source("loops", LOOPS))));
  }

  private static String span(TableRow row, String between) {
    String least = NumberText.rounded(row.number("least").orElseThrow());
    String most = NumberText.rounded(row.number("most").orElseThrow());
    return least.equals(most) ? least : least + between + most;
  }
}
