package org.groksweep.analysis.report;

import java.util.List;
import java.util.Optional;

/** The page's section with the tables of estimates. */
final class EstimateTables {

  private static final List<String> NAMES = List.of("critical_size", "arrhenius", "hysteresis");

  private final ReportSubject subject;
  private final ReportTables tables;

  EstimateTables(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    List<Html> shown = NAMES.stream().map(this::table).flatMap(Optional::stream).toList();
    Html html = new Html();
    html.add("<section aria-labelledby=\"estimates\">\n<h2 id=\"estimates\">Estimates</h2>");
    shown.forEach(html::add);
    if (shown.isEmpty()) {
      html.add(
          "<p class=\"note\">None: a critical size needs an axis that is the size of the training"
              + " set, a barrier needs escape rules, and a loop an L2 walk.</p>");
    }
    return html.add("</section>");
  }

  private Optional<Html> table(String name) {
    List<String> columns = tables.columns(name);
    if (!columns.contains("status")) {
      return Optional.empty();
    }
    return new EstimateTable(
            name,
            columns,
            subject.groupAxes().stream().filter(axis -> columns.contains(axis.column())).toList())
        .html(tables);
  }
}
