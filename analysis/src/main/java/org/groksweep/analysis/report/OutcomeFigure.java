package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.events.Outcome;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/** How trials came out over the size of the training set: a stacked share of every outcome. */
final class OutcomeFigure implements Figure {

  private static final Map<Outcome, String> COLOURS =
      Map.of(
          Outcome.GROK, "@test",
          Outcome.IMMEDIATE, "@testpale",
          Outcome.SEMI, "@train",
          Outcome.MEMORIZED, "@train",
          Outcome.CONFUSION, "@rule",
          Outcome.UNGROK, "@series1",
          Outcome.MIS, "@series3",
          Outcome.DIVERGED, "@ink");

  private static final Map<Outcome, String> MEANINGS =
      Map.of(
          Outcome.GROK, "generalized at more than twice the step of memorizing",
          Outcome.IMMEDIATE, "generalized earlier than that, or before memorizing",
          Outcome.SEMI, "memorized, test values above the semi threshold, never generalized",
          Outcome.MEMORIZED, "memorized only",
          Outcome.CONFUSION, "neither memorized nor generalized",
          Outcome.UNGROK, "generalized and lost it in a later phase",
          Outcome.MIS, "generalized and lost it in the same phase",
          Outcome.DIVERGED, "a loss was not finite");

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (subject.size().isEmpty()) {
      return Optional.empty();
    }
    List<Axis> axes = subject.groupAxes();
    String sql = sql(axes, subject.size().get().examplesSql());
    List<TableRow> rows = tables.query(sql);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Facets facets = Facets.panelsOnly(Facets.dimensions(axes, rows));
    List<Outcome> seen =
        List.of(Outcome.values()).stream()
            .filter(
                outcome -> rows.stream().anyMatch(r -> r.text("outcome").equals(outcome.name())))
            .toList();
    List<Panel> panels =
        facets.panelRows(rows).stream()
            .map(panel -> panel(facets.panelLabel(panel.get(0)), panel, seen))
            .toList();
    String left =
        facets.panelCount(rows) > panels.size()
            ? " %d of %d panels are drawn.".formatted(panels.size(), facets.panelCount(rows))
            : "";
    String meanings =
        seen.stream()
            .map(outcome -> outcome + ": " + MEANINGS.get(outcome))
            .collect(Collectors.joining("; "));
    return Optional.of(
        new Drawing(
            "outcomes",
            Section.MAPS,
            "Outcome",
            "Trials by outcome, crashed and timed-out ones left out. " + meanings + "." + left,
            panels,
            List.of(new Source("outcomes", sql))));
  }

  private static Panel panel(String title, List<TableRow> rows, List<Outcome> seen) {
    List<Attributes> traces = new ArrayList<>();
    StringBuilder words = new StringBuilder("Trials by outcome");
    words.append(title.isEmpty() ? "" : ", " + title);
    List<Object> sizes =
        Attributes.list(
            rows.stream().map(row -> row.count("n")).distinct().map(String::valueOf).toList());
    for (Outcome outcome : seen) {
      List<TableRow> own =
          rows.stream().filter(row -> row.text("outcome").equals(outcome.name())).toList();
      if (own.isEmpty()) {
        continue;
      }
      List<Object> x = new ArrayList<>();
      List<Object> y = new ArrayList<>();
      for (TableRow row : own) {
        x.add(Long.toString(row.count("n")));
        y.add(row.count("trials"));
      }
      words.append(
          ". %s: %d".formatted(outcome, own.stream().mapToLong(r -> r.count("trials")).sum()));
      traces.add(
          trace("bar")
              .with("name", outcome.name())
              .with("x", x)
              .with("y", y)
              .with("hovertemplate", "n = %{x}<br>%{y} " + outcome + "<extra></extra>")
              .with(
                  "marker",
                  none()
                      .with("color", COLOURS.get(outcome))
                      .with("pattern", pattern(outcome))
                      .with("line", Chart.line("@paper", 1))));
    }
    Attributes sizesAxis =
        Chart.axis("training examples n")
            .with("type", "category")
            .with("categoryorder", "array")
            .with("categoryarray", sizes);
    Attributes layout =
        Chart.layout(sizesAxis, Chart.axis("trials"))
            .with("barmode", "stack")
            .with("bargap", 0.15)
            .with("showlegend", true);
    return new Panel(title, words.toString(), traces, layout);
  }

  /** What is half way to generalizing is hatched in the colour of memorizing. */
  private static Attributes pattern(Outcome outcome) {
    return none()
        .with("shape", outcome == Outcome.SEMI ? "/" : "")
        .with("fgcolor", COLOURS.get(outcome))
        .with("bgcolor", "@paper")
        .with("size", 6)
        .with("solidity", 0.4);
  }

  private static String sql(List<Axis> axes, String examples) {
    return """
    SELECT %s%s AS n, e.outcome, count(*) AS trials
    FROM %s
    WHERE e.outcome IS NOT NULL AND %s IS NOT NULL
    GROUP BY ALL ORDER BY ALL"""
        .formatted(Sql.columns("t", axes), examples, Sql.TRIALS_AND_EVENTS, examples);
  }
}
