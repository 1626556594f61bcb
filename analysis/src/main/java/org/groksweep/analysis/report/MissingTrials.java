package org.groksweep.analysis.report;

import java.util.List;

/** Which trials are missing, and why. */
final class MissingTrials {

  private static final int MOST_ERRORS = 20;

  private static final String STATUSES =
      """
      SELECT status, count(*) AS trials, count(DISTINCT cell_id) AS cells, min(reason) AS reason
      FROM trials GROUP BY status ORDER BY trials DESC, status""";

  private static final String ERRORS =
      """
      SELECT status, substring_index(coalesce(error, reason), '\\n', 1) AS error,
        count(*) AS trials, min(trial_id) AS example
      FROM trials WHERE status IN ('CRASHED', 'TIMED_OUT')
      GROUP BY ALL ORDER BY trials DESC, error LIMIT %d"""
          .formatted(MOST_ERRORS);

  private final ReportSubject subject;
  private final ReportTables tables;

  MissingTrials(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    List<TableRow> statuses = tables.query(STATUSES);
    long done = statuses.stream().mapToLong(row -> row.count("trials")).sum();
    long left = subject.plannedTrials() - done;
    Html html = new Html();
    html.add("<section aria-labelledby=\"missing\">\n<h2 id=\"missing\">Missing trials</h2>");
    html.add("<div class=\"card\">");
    html.add(
        "<p>%s planned trials, %s done, %s not trained yet. A diverged trial is a result and counts"
            + " as one that did not generalize; a crashed or timed-out one is missing and makes its"
            + " group INCOMPLETE.</p>",
        NumberText.whole(subject.plannedTrials()), NumberText.whole(done), NumberText.whole(left));
    html.add(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">status</th><th scope=\"col\""
            + " class=\"number\">trials</th><th scope=\"col\" class=\"number\">in cells</th><th"
            + " scope=\"col\">for example</th></tr></thead><tbody>");
    for (TableRow row : statuses) {
      html.add(
          "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td><td"
              + " class=\"number\">%s</td><td>%s</td></tr>",
          row.text("status"),
          NumberText.whole(row.count("trials")),
          NumberText.whole(row.count("cells")),
          row.text("reason"));
    }
    html.add("</tbody></table></div>");
    List<TableRow> errors = tables.query(ERRORS);
    if (!errors.isEmpty()) {
      html.add("<h3>Errors</h3>\n<ul>");
      for (TableRow row : errors) {
        html.add(
            "<li>%s %s, such as <code>%s</code>: %s</li>",
            NumberText.whole(row.count("trials")),
            row.text("status"),
            row.text("example"),
            row.text("error"));
      }
      html.add("</ul>");
    }
    html.sources(List.of(new Source("statuses", STATUSES), new Source("errors", ERRORS)));
    return html.add("</div>\n</section>");
  }
}
