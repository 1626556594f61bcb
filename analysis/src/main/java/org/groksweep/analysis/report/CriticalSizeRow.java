package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;
import static org.groksweep.analysis.report.Attributes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.FitStatus;

/**
 * A row of critical_size as figures show it.
 *
 * @param row with the columns of the estimate, of its curve and its status
 */
record CriticalSizeRow(TableRow row) {

  /** The logits of 0.9 and 0.1 lie 2 ln 9 apart. */
  private static final double TEN_TO_NINETY = 2 * Math.log(9);

  FitStatus status() {
    return FitStatus.valueOf(row.text("status"));
  }

  /** Whether the row says which curve was fitted. */
  boolean hasCurve() {
    return status() == FitStatus.OK
        && row.number("width_10_90").isPresent()
        && row.number("floor").isPresent();
  }

  boolean hasBounds() {
    return lower().isPresent() || upper().isPresent();
  }

  /** Whether there is a number or a bound to draw. */
  boolean isBounded() {
    return hasBounds() || size().isPresent();
  }

  OptionalDouble size() {
    // Of a SEPARATED group the number is but a point inside its bracket.
    return status() == FitStatus.OK ? row.number("critical_size") : OptionalDouble.empty();
  }

  OptionalDouble lower() {
    return row.number("critical_size_lower");
  }

  OptionalDouble upper() {
    return row.number("critical_size_upper");
  }

  /** The fitted curve: floor + (ceiling - floor) / (1 + (n/critical size)^-slope). */
  double curveAt(double examples) {
    double slope = TEN_TO_NINETY / row.number("width_10_90").orElseThrow();
    double floor = row.number("floor").orElseThrow();
    double ceiling = row.number("ceiling").orElseThrow();
    double x = Math.log(examples / row.number("critical_size").orElseThrow());
    return floor + (ceiling - floor) / (1 + Math.exp(-slope * x));
  }

  double middle() {
    OptionalDouble floor = row.number("floor");
    return floor.isPresent()
        ? (floor.getAsDouble() + row.number("ceiling").orElse(1)) / 2
        : 1 / 2.0;
  }

  /** "critical size 141 [50, 400]", or why there is none. */
  String words() {
    if (!isBounded()) {
      return "no critical size (" + status() + ")";
    }
    String number =
        size().isPresent() ? NumberText.rounded(size().getAsDouble()) : "bracketed within";
    return "critical size %s %s%s"
        .formatted(number, interval(), status() == FitStatus.OK ? "" : " (" + status() + ")");
  }

  /** "[50, 400]"; an open end is a dash. */
  String interval() {
    return "[" + end(lower()) + ", " + end(upper()) + "]";
  }

  /**
   * The estimate at half height: interval as a bar, open ends to the chart's edge, number on it.
   */
  List<Attributes> marks(double first, double last, double height, String colour) {
    List<Attributes> marks = new ArrayList<>();
    boolean separated = status() == FitStatus.SEPARATED;
    marks.add(
        trace("scatter")
            .with("mode", "lines+markers")
            .with("showlegend", false)
            .with("legendgroup", colour)
            .values("x", lower().orElse(first), upper().orElse(last))
            .values("y", height, height)
            .with("line", Chart.line(separated ? colour + "/0.3" : colour, separated ? 9 : 2.5))
            .with(
                "marker",
                none()
                    .values(
                        "symbol",
                        lower().isPresent() ? "line-ns" : "triangle-left",
                        upper().isPresent() ? "line-ns" : "triangle-right")
                    .with("size", 11)
                    .with("color", colour)
                    .with("line", Chart.line(colour, 2)))
            .values("text", Attributes.shown(words()), Attributes.shown(words()))
            .with("hovertemplate", "%{text}<extra></extra>"));
    if (size().isPresent()) {
      marks.add(
          trace("scatter")
              .with("mode", "markers")
              .with("showlegend", false)
              .with("legendgroup", colour)
              .values("x", size().getAsDouble())
              .values("y", height)
              .with(
                  "marker",
                  none()
                      .with("symbol", "diamond")
                      .with("size", 11)
                      .with("color", "@paper")
                      .with("line", Chart.line(colour, 2.5)))
              .values("text", Attributes.shown(words()))
              .with("hovertemplate", "%{text}<extra></extra>"));
    }
    return marks;
  }

  private static String end(OptionalDouble bound) {
    return bound.isPresent() ? NumberText.rounded(bound.getAsDouble()) : "–";
  }
}
