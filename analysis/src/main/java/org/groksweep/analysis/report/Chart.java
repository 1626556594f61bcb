package org.groksweep.analysis.report;

import static org.groksweep.analysis.report.Attributes.none;

import java.util.OptionalDouble;

/** What the page's charts have in common: their layout, and colours by name. */
final class Chart {

  static final String INK = "@ink";
  static final String MUTED = "@muted";
  static final String TRAIN = "@train";
  static final String TEST = "@test";
  private static final double LEGEND_GAP = 1.01;

  private Chart() {}

  /** The palette's colour of a series, from 1. */
  static String series(int index) {
    return "@series" + ((index - 1) % Facets.MOST_COLOURS + 1);
  }

  /** A marker's shape of a series, from 1: colour is not all that tells series apart. */
  static String symbol(int index) {
    String[] symbols = {"circle", "square", "diamond", "triangle-up", "cross", "x"};
    return symbols[(index - 1) % symbols.length];
  }

  /** A chart's layout, with the legend above. */
  static Attributes layout(Attributes xAxis, Attributes yAxis) {
    return none()
        .with("xaxis", xAxis)
        .with("yaxis", yAxis)
        .with(
            "legend",
            none()
                .with("orientation", "h")
                .with("x", 0)
                .with("xanchor", "left")
                .with("y", LEGEND_GAP)
                .with("yanchor", "bottom"));
  }

  static Attributes axis(String title) {
    return none().with("title", none().with("text", Attributes.shown(title)));
  }

  static Attributes logAxis(String title) {
    return axis(title).with("type", "log");
  }

  /** An axis of shares from 0 to 1, with room for marks at its ends. */
  static Attributes shareAxis(String title) {
    return axis(title).values("range", -0.04, 1.04).with("dtick", 0.25).with("zeroline", false);
  }

  static Attributes line(String colour, double width) {
    return none().with("color", colour).with("width", width);
  }

  static Object orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  /** "n", counted in this many words: "1 trial", "2 trials". */
  static String count(long number, String noun) {
    return NumberText.whole(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
