package org.groksweep.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.ReportSubject.Axis;
import org.groksweep.analysis.stats.FitStatus;

/**
 * A table of estimates as it is, whatever its estimates are called: of a column x that comes with
 * x_lower and x_upper, one cell shows the number and its interval. Rows without any number are
 * folded into a line per status.
 *
 * @param name of the table
 * @param columns all of its columns
 * @param axes that are among them
 */
record EstimateTable(String name, List<String> columns, List<Axis> axes) {

  private static final int MOST_ROWS = 200;
  private static final Set<String> NOT_SHOWN =
      Set.of("sweep_id", "status", "assumption", "rule", "floor", "ceiling", "over");

  /** Columns that say where a row stands, besides axes and definitions. */
  private static final Set<String> PLACES =
      Set.of("phase", "time_unit", "zero_modes", "mode", "direction", "temperature");

  /** Numbers without an interval that estimates are compared with. */
  private static final Set<String> REFERENCES = Set.of("theory_barrier", "theory_l2");

  private static final List<String> COUNTS = List.of("n_trials", "n_censored", "budget");

  private static final Map<String, String> HEADINGS =
      Map.of(
          "n_trials", "trials",
          "n_censored", "censored",
          "budget", "budget in steps",
          "width_10_90", "width in ln n from 10 to 90 %",
          "temperature_definition", "temperature =",
          "jump_l2", "L2 of the jump",
          "theory_l2", "by theory");

  /** The table with all of its rows; empty where it has none. */
  Optional<Html> html(ReportTables tables) {
    String numbers = select(hasNumber(), labels());
    List<String> byStatus = new ArrayList<>(List.of("status"));
    byStatus.addAll(labels());
    String others = select("NOT (" + hasNumber() + ")", byStatus);
    String counts =
        "SELECT status, count(*) AS row_count FROM %s WHERE NOT (%s) GROUP BY status ORDER BY status"
            .formatted(name, hasNumber());
    List<TableRow> rows = tables.query(numbers);
    List<TableRow> folded = tables.query(others);
    if (rows.isEmpty() && folded.isEmpty()) {
      return Optional.empty();
    }
    List<TableRow> all = new ArrayList<>(rows);
    all.addAll(folded);
    Html html = new Html();
    html.add("<div class=\"card\">\n<h3>%s</h3>", title(all));
    if (!rows.isEmpty()) {
      html.add(table("Table " + name, rows, true));
    }
    for (TableRow count : tables.query(counts)) {
      String status = count.text("status");
      html.add(
          "<details class=\"folded\"><summary><span class=\"status none\">%s</span> %s without a"
              + " number: %s</summary>",
          status, Chart.count(count.count("row_count"), "row"), StatusWords.of(status));
      html.add(
          table(
              "Table " + name + ", rows that are " + status,
              folded.stream().filter(row -> row.text("status").equals(status)).toList(),
              false));
      html.add("</details>");
    }
    if (!rows.isEmpty()) {
      html.facts(StatusWords.meanings(rows));
    }
    return Optional.of(
        html.sources(
                List.of(
                    new Source("rows with a number", numbers),
                    new Source("rows without", others),
                    new Source("how many those are", counts)))
            .add("</div>"));
  }

  private Html table(String caption, List<TableRow> rows, boolean numbers) {
    List<TableRow> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    // What is the same in all rows is said once.
    Map<String, String> constants = new LinkedHashMap<>();
    List<String> labels = varied(labels(), shown, constants);
    List<String> counts = varied(COUNTS, shown, constants);
    List<String> estimates =
        numbers
            ? numbers().stream()
                .filter(column -> shown.stream().anyMatch(row -> row.number(column).isPresent()))
                .toList()
            : List.of();
    List<String> intervals =
        estimates.stream()
            .filter(this::hasInterval)
            .filter(column -> shown.stream().anyMatch(row -> !interval(row, column).isEmpty()))
            .toList();
    Html html = new Html();
    // Outside of the table, which may be wider than the page.
    html.add(
        "<p class=\"caption\">%s</p>",
        constants.isEmpty()
            ? caption
            : constants.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ", caption + ": ", "")));
    html.add(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table>", caption);
    html.add("<thead><tr>");
    labels.forEach(label -> html.add("<th scope=\"col\">%s</th>", heading(label)));
    if (numbers) {
      html.add("<th scope=\"col\">status</th>");
    }
    for (String column : estimates) {
      html.add("<th scope=\"col\" class=\"number\">%s</th>", heading(column));
      if (intervals.contains(column)) {
        html.add("<th scope=\"col\">95 %% interval</th>");
      }
    }
    counts.forEach(count -> html.add("<th scope=\"col\" class=\"number\">%s</th>", heading(count)));
    html.add("</tr></thead><tbody>");
    for (TableRow row : shown) {
      html.add("<tr>").add(place(row, labels));
      if (numbers) {
        html.add("<td>").add(StatusWords.badge(FitStatus.valueOf(row.text("status")))).add("</td>");
      }
      html.add(estimates(row, estimates, intervals));
      for (String count : counts) {
        html.add("<td class=\"number\">%s</td>", shown(count, row.value(count)));
      }
      html.add("</tr>");
    }
    html.add("</tbody></table></div>");
    if (rows.size() > MOST_ROWS) {
      html.add("<p class=\"note\">The first %s rows; the table has more.</p>", MOST_ROWS);
    }
    return html;
  }

  /** Those of some columns that differ between rows; the others go to the constants. */
  private List<String> varied(
      List<String> columns, List<TableRow> rows, Map<String, String> constants) {
    List<String> varied = new ArrayList<>();
    for (String column : columns) {
      List<Optional<Object>> values =
          rows.stream().map(row -> row.value(column)).distinct().toList();
      if (values.size() > 1) {
        varied.add(column);
      } else if (values.get(0).isPresent()) {
        constants.put(heading(column), shown(column, values.get(0)));
      }
    }
    return varied;
  }

  private static Html place(TableRow row, List<String> labels) {
    Html html = new Html();
    labels.forEach(label -> html.add("<td>%s</td>", shown(label, row.value(label))));
    return html;
  }

  private static Html estimates(TableRow row, List<String> estimates, List<String> intervals) {
    Html html = new Html();
    for (String column : estimates) {
      OptionalDouble value = row.number(column);
      html.add(
          "<td class=\"number\">%s</td>",
          value.isPresent() ? NumberText.rounded(value.getAsDouble()) : "–");
      if (intervals.contains(column)) {
        html.add("<td class=\"interval\">%s</td>", interval(row, column));
      }
    }
    return html;
  }

  private static String shown(String column, Optional<Object> value) {
    return value
        .map(
            known ->
                COUNTS.contains(column) ? NumberText.whole((Long) known) : NumberText.of(known))
        .orElse("–");
  }

  /** Where a row stands: the axes and what else is a text of its own. */
  private List<String> labels() {
    Set<String> labels = new LinkedHashSet<>(axes.stream().map(Axis::column).toList());
    columns.stream()
        .filter(column -> column.endsWith("definition") || PLACES.contains(column))
        .forEach(labels::add);
    columns.stream().filter(this::hasInterval).forEach(labels::remove);
    labels.removeAll(NOT_SHOWN);
    return List.copyOf(labels);
  }

  private List<String> numbers() {
    return columns.stream()
        .filter(column -> hasInterval(column) || REFERENCES.contains(column))
        .toList();
  }

  private boolean hasInterval(String column) {
    return columns.contains(column + "_lower");
  }

  private String hasNumber() {
    return columns.stream()
        .filter(this::hasInterval)
        .flatMap(column -> List.of(column, column + "_lower", column + "_upper").stream())
        .map(column -> Sql.name(column) + " IS NOT NULL")
        .collect(Collectors.joining(" OR "));
  }

  private String select(String condition, List<String> order) {
    return "SELECT * FROM %s WHERE %s ORDER BY %s LIMIT %d"
        .formatted(
            name,
            condition,
            order.stream().map(Sql::name).collect(Collectors.joining(", ")),
            MOST_ROWS + 1);
  }

  private String title(List<TableRow> rows) {
    return switch (name) {
      case "critical_size" ->
          "Critical dataset sizes, in training examples, over " + rows.get(0).text("over");
      case "arrhenius" -> "Barriers and prefactors of escapes";
      case "hysteresis" -> "Jumps and loops of L2 walks";
      default -> name;
    };
  }

  private String heading(String column) {
    return axes.stream()
        .filter(axis -> axis.column().equals(column))
        .map(Axis::label)
        .findFirst()
        .orElse(HEADINGS.getOrDefault(column, column.replace('_', ' ').replace(" l2", " L2")));
  }

  private static String interval(TableRow row, String column) {
    OptionalDouble lower = row.number(column + "_lower");
    OptionalDouble upper = row.number(column + "_upper");
    if (lower.isEmpty() && upper.isEmpty()) {
      return "";
    }
    String low = lower.isPresent() ? NumberText.rounded(lower.getAsDouble()) : "–";
    String high = upper.isPresent() ? NumberText.rounded(upper.getAsDouble()) : "–";
    return "[" + low + ", " + high + "]";
  }
}
