package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/**
 * The singular values of a few cells over steps: a stage for each mode that is learned. In a sweep
 * that waits for escapes a trial keeps its last state in the median when it has ended, and the
 * passages are marked beside those of the theory.
 */
final class StagesFigure implements Figure {

  private static final String STAGED =
      """
      ; a trial that has ended keeps its last state. Dots and upright lines: mean step of each\
       passage, with the quartiles, of the trials that had to wait for it and passed. Diamonds: the\
       theory's mean wait in the metastable state, from the start of the phase. Dotted levels: the\
       theory's learned states and their train loss.""";

  private static final String RECORDED =
      """
      SELECT cell_id, phase, step, place + 1 AS mode, median(value) AS value FROM (
        SELECT cell_id, phase, step, posexplode(singular_values) AS (place, value) FROM (
          SELECT *, row_number() OVER (
              PARTITION BY trial_id, phase, floor(10 * ln(phase_step + 1)) ORDER BY step DESC) AS kept
          FROM metrics WHERE cell_id IN (%1$s) AND singular_values IS NOT NULL)
        WHERE kept = 1)
      GROUP BY cell_id, phase, step, place ORDER BY cell_id, step, mode""";

  /** Mode 0 is the train loss. */
  private static final String HELD =
      """
      WITH recorded AS (
        SELECT cell_id, trial_id, floor(10 * ln(step + 1)) AS bin, max(step) AS step,
          max_by(concat(array(train_loss), singular_values), step) AS state
        FROM metrics WHERE cell_id IN (%1$s) AND singular_values IS NOT NULL GROUP BY ALL),
      bins AS (SELECT cell_id, bin, max(step) AS step FROM recorded GROUP BY ALL),
      held AS (
        SELECT t.cell_id, b.step,
          last(r.state, true) OVER (PARTITION BY t.trial_id ORDER BY b.bin) AS state
        FROM trials t JOIN bins b ON b.cell_id = t.cell_id
          LEFT JOIN recorded r ON r.trial_id = t.trial_id AND r.bin = b.bin)
      SELECT cell_id, '' AS phase, step, mode, median(value) AS value
      FROM (SELECT cell_id, step, posexplode(state) AS (mode, value) FROM held)
      GROUP BY cell_id, step, mode ORDER BY cell_id, step, mode""";

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    if (!tables.columns("metrics").contains("singular_values")) {
      return Optional.empty();
    }
    List<Axis> axes = subject.axes();
    String cellsSql = cellsSql(axes);
    List<TableRow> cells = tables.query(cellsSql);
    List<TableRow> chosen = Facets.evenly(cells, Facets.MOST_PANELS);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    List<String> ids = chosen.stream().map(cell -> cell.text("cell_id")).toList();
    boolean staged = !tables.columns("escapes").isEmpty() && tables.columns("walks").isEmpty();
    Optional<StagePassages> passages =
        staged ? Optional.of(StagePassages.of(tables, ids)) : Optional.empty();
    String valuesSql = (staged ? HELD : RECORDED).formatted(Sql.texts(ids));
    List<TableRow> values = tables.query(valuesSql);
    List<Facets.Dimension> dimensions = Facets.dimensions(axes, cells);
    List<Panel> panels = new ArrayList<>();
    for (TableRow cell : chosen) {
      List<TableRow> own =
          values.stream().filter(row -> row.text("cell_id").equals(cell.text("cell_id"))).toList();
      if (!own.isEmpty()) {
        panels.add(
            panel(
                dimensions.stream().map(each -> each.label(cell)).collect(Collectors.joining(", ")),
                own,
                passages));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    List<Source> sources = new ArrayList<>();
    sources.add(new Source("cells", cellsSql));
    sources.add(new Source("singular values", valuesSql));
    passages.ifPresent(marked -> sources.addAll(marked.sources()));
    return Optional.of(
        new Drawing(
            "stages",
            Section.DYNAMICS,
            "Stages: " + (staged ? "train loss and " : "") + "singular values over steps",
            (panels.size() == cells.size()
                    ? "All cells."
                    : "%d of %s, evenly over the grid."
                        .formatted(panels.size(), Chart.count(cells.size(), "cell")))
                + " Lines: median over trials of each singular value, the"
                + " largest first%s, at most ten recorded steps per factor e"
                    .formatted(staged ? ", and of the train loss" : "")
                + (staged ? STAGED : " of each phase."),
            panels,
            sources));
  }

  private static Panel panel(String title, List<TableRow> rows, Optional<StagePassages> passages) {
    String cell = rows.get(0).text("cell_id");
    List<Long> modes = rows.stream().map(row -> row.count("mode")).distinct().sorted().toList();
    List<Attributes> traces = new ArrayList<>();
    StringBuilder words = new StringBuilder("Singular values over steps");
    words.append(title.isEmpty() ? "" : ", " + title);
    for (long mode : modes) {
      List<TableRow> own = rows.stream().filter(row -> row.count("mode") == mode).toList();
      TableRow last = own.get(own.size() - 1);
      String name = mode == 0 ? "train loss" : "mode " + mode;
      words.append(". %s ends at ".formatted(mode == 0 ? "Train loss" : "Mode " + mode));
      words.append(NumberText.rounded(last.number("value").orElse(0)));
      traces.add(
          trace("scatter")
              .with("mode", "lines")
              .with("name", name)
              .with("yaxis", mode == 0 ? "y2" : "y")
              .with("x", Attributes.list(own.stream().map(row -> row.count("step")).toList()))
              .with(
                  "y",
                  Attributes.list(
                      own.stream()
                          .map(row -> Chart.orNull(row.number("value")))
                          .collect(Collectors.toList())))
              .with("line", Chart.line(colour(mode), 2))
              .with("hovertemplate", name + "<br>step %{x:,}: %{y:.4g}<extra></extra>"));
    }
    boolean phases = rows.stream().map(row -> row.text("phase")).distinct().count() > 1;
    Attributes steps = phases ? Chart.axis("step") : Chart.logAxis("step");
    Attributes layout = Chart.layout(steps, Chart.axis("singular value"));
    passages.ifPresent(
        marked -> {
          traces.addAll(marked.marks(cell));
          // From step 1 on: Plotly takes the powers of ten.
          steps.with("autorangeoptions", Attributes.none().with("minallowed", 0));
          layout
              .with("yaxis", fromZero("singular value").values("domain", 0, 0.6))
              .with("yaxis2", fromZero("train loss").values("domain", 0.68, 1))
              .with("shapes", Attributes.list(marked.lines(cell)));
          words.append(marked.words(cell));
        });
    return new Panel(title, words.toString(), traces, layout);
  }

  private static Attributes fromZero(String title) {
    return Chart.axis(title).with("rangemode", "tozero");
  }

  private static String colour(long mode) {
    return mode == 0 ? Chart.TRAIN : Chart.series(Math.toIntExact(mode));
  }

  private static String cellsSql(List<Axis> axes) {
    return """
    SELECT %st.cell_id, count(*) AS trials FROM trials t GROUP BY ALL ORDER BY ALL"""
        .formatted(Sql.columns("t", axes));
  }
}
