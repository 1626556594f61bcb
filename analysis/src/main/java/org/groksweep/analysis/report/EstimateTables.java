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
 * The tables of estimates as they are, whatever their estimates are called: of a column x that
 * comes with x_lower and x_upper, one cell shows the number and its interval.
 */
final class EstimateTables {

  private static final int MOST_ROWS = 200;
  private static final List<String> NAMES = List.of("critical_size", "arrhenius", "hysteresis");
  private static final Set<String> NOT_SHOWN =
      Set.of("sweep_id", "status", "assumption", "rule", "floor", "ceiling", "over");

  /** Columns that say where a row stands, besides axes and definitions. */
  private static final Set<String> PLACES =
      Set.of("phase", "time_unit", "zero_modes", "mode", "direction", "temperature");

  private static final Map<String, String> MEANINGS =
      Map.of(
          "probability",
          "the size at which P(generalize within the budget) is 1/2",
          "accuracyMidpoint",
          "the size at which the mean final test accuracy is midway between its floor and its"
              + " ceiling",
          "OK",
          "number and interval mean what their definition says",
          "SEPARATED",
          "all trials below a size fail and all above succeed: the interval is a bracket of sizes,"
              + " the number but a point inside it",
          "OUTSIDE_GRID",
          "the quantity lies outside what was tried; nothing is extrapolated",
          "TOO_FEW_POINTS",
          "fewer points or seeds than the estimate needs",
          "INCOMPLETE",
          "trials that crashed or timed out are missing",
          "ALL_CENSORED",
          "no event was seen within the budget",
          "NOT_CONVERGED",
          "the numerical search did not end");

  private final ReportSubject subject;
  private final ReportTables tables;

  EstimateTables(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    Html html = new Html();
    html.add("<section aria-labelledby=\"estimates\">\n<h2 id=\"estimates\">Estimates</h2>");
    boolean any = false;
    for (String name : NAMES) {
      Optional<Html> table = table(name);
      table.ifPresent(html::add);
      any |= table.isPresent();
    }
    if (!any) {
      html.add(
          "<p class=\"note\">None: a critical size needs an axis that is the size of the training"
              + " set.</p>");
    }
    return html.add("</section>");
  }

  private Optional<Html> table(String name) {
    List<String> columns = tables.columns(name);
    if (!columns.contains("status")) {
      return Optional.empty();
    }
    List<Axis> axes =
        subject.groupAxes().stream().filter(axis -> columns.contains(axis.column())).toList();
    List<String> estimates =
        columns.stream().filter(column -> columns.contains(column + "_lower")).toList();
    List<String> labels = labels(columns, axes, estimates);
    String sql =
        "SELECT * FROM %s ORDER BY %s LIMIT %d"
            .formatted(
                name,
                labels.stream().map(Sql::name).collect(Collectors.joining(", ")),
                MOST_ROWS + 1);
    List<TableRow> rows = tables.query(sql);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Html html = new Html();
    html.add("<div class=\"card\">\n<div class=\"scroll\"><table>");
    html.add("<caption>%s</caption>", caption(name, rows));
    html.add("<thead><tr>");
    labels.forEach(label -> html.add("<th scope=\"col\">%s</th>", heading(label, axes)));
    html.add("<th scope=\"col\">status</th>");
    for (String estimate : estimates) {
      html.add(
          "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\">95 %%</th>",
          heading(estimate, axes));
    }
    html.add(
        "<th scope=\"col\" class=\"number\">trials</th><th scope=\"col\""
            + " class=\"number\">censored</th><th scope=\"col\""
            + " class=\"number\">budget</th></tr></thead><tbody>");
    for (TableRow row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
      html.add(row(row, labels, estimates));
    }
    html.add("</tbody></table></div>");
    if (rows.size() > MOST_ROWS) {
      html.add("<p class=\"note\">The first %s rows; the table has more.</p>", MOST_ROWS);
    }
    html.facts(meanings(rows));
    return Optional.of(html.sources(List.of(new Source("rows", sql))).add("</div>"));
  }

  /** Where a row stands: the axes and what else is a text of its own. */
  private static List<String> labels(
      List<String> columns, List<Axis> axes, List<String> estimates) {
    Set<String> labels = new LinkedHashSet<>(axes.stream().map(Axis::column).toList());
    columns.stream()
        .filter(column -> column.endsWith("definition") || PLACES.contains(column))
        .forEach(labels::add);
    labels.removeAll(estimates);
    labels.removeAll(NOT_SHOWN);
    return List.copyOf(labels);
  }

  private String caption(String name, List<TableRow> rows) {
    String over =
        name.equals("critical_size") && !rows.get(0).text("over").isEmpty()
            ? ", in training examples, over " + rows.get(0).text("over")
            : "";
    return "Table " + name + over;
  }

  private static String heading(String column, List<Axis> axes) {
    return axes.stream()
        .filter(axis -> axis.column().equals(column))
        .map(Axis::label)
        .findFirst()
        .orElse(column.replace('_', ' '));
  }

  private static Html row(TableRow row, List<String> labels, List<String> estimates) {
    Html html = new Html();
    html.add("<tr>");
    for (String label : labels) {
      html.add("<td>%s</td>", row.value(label).map(NumberText::of).orElse("–"));
    }
    FitStatus status = FitStatus.valueOf(row.text("status"));
    String kind = status == FitStatus.OK ? "ok" : status == FitStatus.SEPARATED ? "bound" : "none";
    html.add("<td><span class=\"status %s\">%s</span></td>", kind, status);
    for (String estimate : estimates) {
      OptionalDouble value = row.number(estimate);
      html.add(
          "<td class=\"number\">%s</td><td class=\"interval\">%s</td>",
          value.isPresent() ? NumberText.rounded(value.getAsDouble()) : "–",
          interval(row.number(estimate + "_lower"), row.number(estimate + "_upper")));
    }
    return html.add(
        "<td class=\"number\">%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td></tr>",
        count(row, "n_trials"), count(row, "n_censored"), count(row, "budget"));
  }

  private static String interval(OptionalDouble lower, OptionalDouble upper) {
    if (lower.isEmpty() && upper.isEmpty()) {
      return "";
    }
    String low = lower.isPresent() ? NumberText.rounded(lower.getAsDouble()) : "–";
    String high = upper.isPresent() ? NumberText.rounded(upper.getAsDouble()) : "–";
    return "[" + low + ", " + high + "]";
  }

  private static String count(TableRow row, String column) {
    return row.value(column).map(value -> NumberText.whole((Long) value)).orElse("–");
  }

  /** The definitions, statuses and assumptions that occur, with what they mean. */
  private static Map<String, String> meanings(List<TableRow> rows) {
    Map<String, String> meanings = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (TableRow row : rows) {
      row.cells()
          .forEach(
              (column, value) -> {
                if (value instanceof String word
                    && (column.endsWith("definition") || column.equals("status"))) {
                  words.add(word);
                }
              });
    }
    words.stream()
        .distinct()
        .sorted()
        .filter(MEANINGS::containsKey)
        .forEach(word -> meanings.put(word, MEANINGS.get(word)));
    String assumptions =
        rows.stream()
            .map(row -> row.text("assumption"))
            .distinct()
            .collect(Collectors.joining(" — "));
    meanings.put("assumption", assumptions);
    return meanings;
  }
}
