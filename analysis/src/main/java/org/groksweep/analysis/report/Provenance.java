package org.groksweep.analysis.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What made the sweep's numbers: config, versions, seeds, hosts, fingerprints, tables. */
final class Provenance {

  private static final String SEEDS =
      """
      SELECT count(DISTINCT seed) AS seeds, min(seed) AS first, max(seed) AS last,
        sum(steps) AS steps, sum(flops) AS flops, sum(wall_seconds) AS seconds,
        date_format(min(started_at), 'yyyy-MM-dd HH:mm') AS started,
        date_format(max(started_at), 'yyyy-MM-dd HH:mm') AS ended
      FROM trials""";

  private static final String NUMERICS =
      """
      SELECT engine, precision, numerics_fingerprint, host, count(*) AS trials,
        coalesce(array_join(transform(map_entries(from_json(versions, 'map<string,string>')),
          e -> concat(e.key, ' ', e.value)), ', '), versions) AS versions
      FROM trials GROUP BY ALL ORDER BY trials DESC, host LIMIT 50""";

  private static final Map<String, String> TABLES =
      Map.of(
          "trials", "a row per finished trial",
          "metrics", "a row per recorded step",
          "events", "a row per trial: when it memorized and generalized",
          "critical_size", "a row per group and definition",
          "escapes", "a row per trial, phase and escape rule",
          "arrhenius", "a row per fit",
          "escape_times", "a row per group and temperature",
          "hysteresis", "a row per cell, mode and direction",
          "walks", "a row per cell, mode, direction and L2 value");

  private final ReportSubject subject;
  private final ReportTables tables;

  Provenance(ReportSubject subject, ReportTables tables) {
    this.subject = subject;
    this.tables = tables;
  }

  Html html() {
    Html html = new Html();
    html.add("<section aria-labelledby=\"provenance\">\n<h2 id=\"provenance\">Provenance</h2>");
    html.add("<div class=\"card\">\n<h3>Run</h3>").facts(facts());
    html.add("<h3>Numerics</h3>").add(numerics());
    html.sources(List.of(new Source("seeds and costs", SEEDS), new Source("numerics", NUMERICS)));
    html.add("</div>\n<div class=\"card\">\n<h3>Tables</h3>");
    html.add(
        "<p>Every number on this page is the answer to one of the queries that stand under it. Ask"
            + " them again, or others, by <code>%s</code></p>",
        "./sweep sql '" + subject.directory() + "' \"SELECT …\"");
    html.facts(tableFacts());
    html.add("</div>\n<div class=\"card\">\n<h3>Config</h3>");
    html.add("<details><summary>In canonical form, as the newest plan stores it</summary>");
    html.add("<pre><code>%s</code></pre></details>", subject.config());
    return html.add("</div>\n</section>");
  }

  private Map<String, String> facts() {
    TableRow row = tables.query(SEEDS).get(0);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Directory", subject.directory());
    facts.put("Sweep", subject.sweepId());
    if (row.count("seeds") > 0) {
      facts.put(
          "Seeds",
          "%s, from %s to %s"
              .formatted(
                  NumberText.whole(row.count("seeds")), row.text("first"), row.text("last")));
      facts.put(
          "Trained",
          "first trial started %s UTC, last %s UTC"
              .formatted(row.text("started"), row.text("ended")));
      facts.put(
          "Cost",
          "%s steps, %s floating-point operations, %s trial-seconds"
              .formatted(
                  NumberText.whole(row.count("steps")),
                  String.format(java.util.Locale.ROOT, "%.2e", row.number("flops").orElse(0)),
                  NumberText.whole(Math.round(row.number("seconds").orElse(0)))));
    }
    new TreeMap<>(subject.versions())
        .forEach((part, version) -> facts.put("Plan made by " + part, version));
    if (!subject.data().isEmpty()) {
      facts.put(
          "Data, with their fingerprint",
          new TreeMap<>(subject.data())
              .entrySet().stream()
                  .map(each -> each.getKey() + ": " + each.getValue())
                  .collect(Collectors.joining("; ")));
    }
    return facts;
  }

  private Html numerics() {
    Html html = new Html();
    html.add(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">engine</th><th"
            + " scope=\"col\">precision</th><th scope=\"col\">fingerprint</th><th"
            + " scope=\"col\">versions</th><th scope=\"col\">host</th><th scope=\"col\""
            + " class=\"number\">trials</th></tr></thead><tbody>");
    for (TableRow row : tables.query(NUMERICS)) {
      html.add(
          "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td"
              + " class=\"number\">%s</td></tr>",
          row.text("engine"),
          row.text("precision"),
          row.text("numerics_fingerprint"),
          row.text("versions"),
          row.text("host"),
          NumberText.whole(row.count("trials")));
    }
    return html.add("</tbody></table></div>");
  }

  private Map<String, String> tableFacts() {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String name : ReportTables.NAMES) {
      if (!tables.columns(name).isEmpty()) {
        facts.put(
            name, "%s: %s".formatted(TABLES.get(name), String.join(", ", tables.columns(name))));
      }
    }
    return facts;
  }
}
