package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.groksweep.analysis.report.Drawing.Section;
import org.groksweep.analysis.report.ReportSubject.Axis;

/**
 * A quantity over two axes: the size of the training set, or the axis with the most values, to the
 * right, and of the others the one with the most values upwards; a panel for each combination of
 * the rest.
 *
 * @param quantity that the colour shows
 */
record HeatMapFigure(Quantity quantity) implements Figure {

  /** Cells of one chart; a finer grid would be no more than a texture. */
  private static final int MOST_CELLS = 4000;

  private static final int MOST_CELLS_WITH_TEXT = 120;

  /** What a colour shows. */
  enum Quantity {
    ACCURACY("accuracy", "Final test accuracy", "mean over trials"),
    GENERALIZED(
        "generalized",
        "Share of trials that generalized",
        "within the budget, and still did at its end"),
    DELAY(
        "delay",
        "Delay in steps",
        "steps from memorizing to generalizing, median over trials; below 0 where test data were"
            + " understood first. Logarithmic colours where all are above 0; empty where half or more"
            + " of the trials did not do both");

    private final String column;
    private final String title;
    private final String meaning;

    Quantity(String column, String title, String meaning) {
      this.column = column;
      this.title = title;
      this.meaning = meaning;
    }
  }

  @Override
  public Optional<Drawing> draw(ReportSubject subject, ReportTables tables) {
    String sql = sql(subject.axes());
    List<TableRow> rows = tables.query(sql);
    List<Facets.Dimension> dimensions = Facets.dimensions(subject.axes(), rows);
    if (dimensions.size() < 2
        || rows.stream().allMatch(row -> row.number(quantity.column).isEmpty())) {
      return Optional.empty();
    }
    Facets.Dimension right = right(subject, dimensions);
    List<Facets.Dimension> rest = new ArrayList<>(dimensions);
    rest.remove(right);
    Facets.Dimension up =
        rest.stream().max(Comparator.comparingInt(each -> each.values().size())).orElseThrow();
    rest.remove(up);
    if (right.values().size() * up.values().size() > MOST_CELLS) {
      return Optional.empty();
    }
    Scale scale = Scale.of(quantity, rows);
    Facets facets = Facets.panelsOnly(rest);
    List<Panel> panels =
        facets.panelRows(rows).stream()
            .map(panel -> panel(facets.panelLabel(panel.get(0)), panel, right, up, scale))
            .toList();
    String left =
        facets.panelCount(rows) > panels.size()
            ? " %d of %d panels are drawn.".formatted(panels.size(), facets.panelCount(rows))
            : "";
    return Optional.of(
        new Drawing(
            "map-" + quantity.column,
            Section.MAPS,
            quantity.title,
            quantity.title + ": " + quantity.meaning + "." + left,
            panels,
            List.of(new Source("cells", sql))));
  }

  private static Facets.Dimension right(ReportSubject subject, List<Facets.Dimension> dimensions) {
    return dimensions.stream()
        .filter(
            each ->
                subject.size().isPresent()
                    && each.axes().stream()
                        .anyMatch(axis -> axis.path().equals(subject.size().get().path())))
        .findFirst()
        .orElseGet(
            () ->
                dimensions.stream()
                    .max(Comparator.comparingInt(each -> each.values().size()))
                    .orElseThrow());
  }

  private Panel panel(
      String title, List<TableRow> rows, Facets.Dimension right, Facets.Dimension up, Scale scale) {
    Object[][] colours = new Object[up.values().size()][right.values().size()];
    String[][] texts = new String[up.values().size()][right.values().size()];
    for (String[] line : texts) {
      java.util.Arrays.fill(line, "");
    }
    for (TableRow row : rows) {
      OptionalDouble value = row.number(quantity.column);
      int y = up.indexOf(row);
      int x = right.indexOf(row);
      colours[y][x] = value.isPresent() ? (Object) scale.colour(value.getAsDouble()) : null;
      texts[y][x] = value.isPresent() ? text(value.getAsDouble()) : "–";
    }
    boolean fits = right.values().size() * up.values().size() <= MOST_CELLS_WITH_TEXT;
    Attributes map =
        trace("heatmap")
            .with("x", names(right))
            .with("y", names(up))
            .with("z", java.util.Arrays.stream(colours).map(java.util.Arrays::asList).toList())
            .with("text", java.util.Arrays.stream(texts).map(java.util.Arrays::asList).toList())
            .with("texttemplate", fits ? "%{text}" : "")
            .with(
                "hovertemplate",
                "%s %%{x}<br>%s %%{y}<br>%%{text}<extra></extra>"
                    .formatted(
                        Attributes.shown(right.first().label()),
                        Attributes.shown(up.first().label())))
            .with("zmin", scale.low())
            .with("zmax", scale.high())
            .with("xgap", 1)
            .with("ygap", 1)
            .with("colorscale", scale.colours())
            .with("colorbar", scale.bar());
    Attributes layout =
        Chart.layout(category(right.first().label()), category(up.first().label()))
            .with("plot_bgcolor", "@empty");
    return new Panel(title, words(title, rows, right, up), List.of(map), layout);
  }

  private String words(
      String title, List<TableRow> rows, Facets.Dimension right, Facets.Dimension up) {
    List<Double> values =
        rows.stream()
            .map(row -> row.number(quantity.column))
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .sorted()
            .toList();
    String range =
        values.isEmpty()
            ? "no value"
            : "from "
                + NumberText.rounded(values.get(0))
                + " to "
                + NumberText.rounded(values.get(values.size() - 1));
    return "%s over %s and %s%s: %s in %s"
        .formatted(
            quantity.title,
            right.first().label(),
            up.first().label(),
            title.isEmpty() ? "" : ", " + title,
            range,
            Chart.count(rows.size(), "cell"));
  }

  private String text(double value) {
    return quantity == Quantity.DELAY
        ? NumberText.whole(Math.round(value))
        : String.format(java.util.Locale.ROOT, "%.2f", value);
  }

  private static List<Object> names(Facets.Dimension dimension) {
    return Attributes.list(
        dimension.values().stream()
            .map(value -> Attributes.shown(NumberText.of(value)))
            .collect(Collectors.toList()));
  }

  private static Attributes category(String title) {
    return Chart.axis(title).with("type", "category").with("showgrid", false);
  }

  private static String sql(List<Axis> axes) {
    return """
    SELECT %scount(*) AS trials, avg(%s) AS accuracy,
      avg(int(e.generalized_at_end AND t.status <> 'DIVERGED')) AS generalized,
      percentile(coalesce(double(e.delay), double('Infinity')), 0.5) AS delay
    FROM %s
    WHERE %s GROUP BY ALL ORDER BY ALL"""
        .formatted(
            Sql.columns("t", axes),
            "CASE WHEN t.final_test_accuracy IS NOT NULL OR t.status = 'DIVERGED' THEN "
                + Sql.ACCURACY
                + " END",
            Sql.TRIALS_AND_EVENTS,
            Sql.IS_RESULT);
  }

  /**
   * How values become colours.
   *
   * @param low the colour scale's lower end
   * @param high its upper end
   * @param logarithmic whether a colour is log10 of its value
   */
  private record Scale(double low, double high, boolean logarithmic) {

    static Scale of(Quantity quantity, List<TableRow> rows) {
      if (quantity != Quantity.DELAY) {
        return new Scale(0, 1, false);
      }
      List<Double> values =
          rows.stream()
              .map(row -> row.number(quantity.column))
              .filter(OptionalDouble::isPresent)
              .map(OptionalDouble::getAsDouble)
              .sorted()
              .toList();
      double least = values.get(0);
      double most = values.get(values.size() - 1);
      return least > 0
          ? new Scale(Math.log10(least), Math.log10(most), true)
          // Equal colours on both sides of 0 are equally long.
          : new Scale(-Math.max(-least, most), Math.max(-least, most), false);
    }

    List<Object> colours() {
      return low < 0 && !logarithmic
          ? List.of(List.of(0, "@below"), List.of(0.5, "@low"), List.of(1, "@high"))
          : List.of(List.of(0, "@low"), List.of(0.5, "@middle"), List.of(1, "@high"));
    }

    double colour(double value) {
      return logarithmic ? Math.log10(value) : value;
    }

    Attributes bar() {
      Attributes bar = none().with("thickness", 10).with("outlinewidth", 0).with("len", 0.9);
      if (logarithmic) {
        List<Object> places = new ArrayList<>();
        List<Object> texts = new ArrayList<>();
        for (int power = (int) Math.ceil(low); power <= Math.floor(high); power++) {
          places.add(power);
          texts.add("10<sup>" + power + "</sup>");
        }
        bar.with("tickvals", places).with("ticktext", texts);
      }
      return bar;
    }
  }
}
