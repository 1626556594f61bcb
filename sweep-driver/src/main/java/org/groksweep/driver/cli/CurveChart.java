package org.groksweep.driver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.groksweep.trainer.metrics.StepMetrics;

/**
 * A trial's learning curve as text: accuracy in [0, 1], or the loss on a logarithmic scale where
 * there is no accuracy, over step + 1 on a logarithmic scale. It keeps one value per column and
 * series, so that its size does not grow with the trial.
 */
final class CurveChart {

  private static final char TRAIN = '●';
  private static final char TEST = '○';
  private static final char BOTH = '◉';
  private static final int LABEL_WIDTH = 9;

  private final int width;
  private final int height;
  private final long maxSteps;
  private final double[] train;
  private final double[] test;
  private boolean accuracy = true;

  /**
   * An empty chart.
   *
   * @param width of the plot in characters, at least 2
   * @param height of the plot in lines, at least 2
   * @param maxSteps the right end of the step axis, at least 1
   */
  CurveChart(int width, int height, long maxSteps) {
    this.width = width;
    this.height = height;
    this.maxSteps = maxSteps;
    this.train = filled(width);
    this.test = filled(width);
  }

  /** Adds a row; of those that fall into one column the last stays. */
  void add(StepMetrics row) {
    add(row.step(), row.trainAccuracy(), row.testAccuracy(), row.trainLoss(), row.testLoss());
  }

  void add(
      long step,
      OptionalDouble trainAccuracy,
      OptionalDouble testAccuracy,
      double trainLoss,
      OptionalDouble testLoss) {
    int column =
        (int)
            Math.min(
                width - 1,
                Math.log1p((double) step) / Math.log1p((double) maxSteps) * (width - 1) + 0.5);
    accuracy = trainAccuracy.isPresent();
    train[column] = accuracy ? trainAccuracy.getAsDouble() : Math.log10(trainLoss);
    // NaN is a column without a mark, here alone: it is drawn, never computed with.
    test[column] =
        accuracy ? testAccuracy.orElse(Double.NaN) : Math.log10(testLoss.orElse(Double.NaN));
  }

  /** The chart's lines, always {@code height + 3}, so that one can be drawn over another. */
  List<String> lines() {
    double low = accuracy ? 0 : Math.floor(extreme(-1));
    double high = accuracy ? 1 : Math.max(low + 1, Math.ceil(extreme(1)));
    List<String> lines = new ArrayList<>();
    lines.add(
        " ".repeat(LABEL_WIDTH)
            + "%s: train %c  test %c  both %c"
                .formatted(accuracy ? "accuracy" : "loss", TRAIN, TEST, BOTH));
    for (int line = 0; line < height; line++) {
      double value = high - line * (high - low) / (height - 1);
      lines.add(label(line, value) + plotLine(line, low, high));
    }
    lines.add(" ".repeat(LABEL_WIDTH - 1) + "└" + "─".repeat(width));
    String last = String.format(Locale.ROOT, "%,d", maxSteps);
    lines.add(" ".repeat(LABEL_WIDTH) + "0" + " ".repeat(Math.max(1, width - 2)) + last + " steps");
    return lines;
  }

  private String label(int line, double value) {
    boolean shown = line == 0 || line == height - 1 || line == (height - 1) / 2;
    String text = "";
    if (shown) {
      text =
          String.format(
              Locale.ROOT, accuracy ? "%.2f" : "%.1e", accuracy ? value : Math.pow(10, value));
    }
    return " ".repeat(LABEL_WIDTH - 2 - text.length()) + text + " │";
  }

  private String plotLine(int line, double low, double high) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < width; column++) {
      boolean hasTrain = lineOf(train[column], low, high) == line;
      boolean hasTest = lineOf(test[column], low, high) == line;
      char mark = hasTrain ? TRAIN : hasTest ? TEST : ' ';
      text.append(hasTrain && hasTest ? BOTH : mark);
    }
    return text.toString().stripTrailing();
  }

  private int lineOf(double value, double low, double high) {
    if (!Double.isFinite(value)) {
      return -1;
    }
    return (int) Math.round((high - value) / (high - low) * (height - 1));
  }

  private double extreme(int sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (double[] series : List.of(train, test)) {
      for (double value : series) {
        if (Double.isFinite(value)) {
          extreme = Math.max(extreme, sign * value);
        }
      }
    }
    return Double.isFinite(extreme) ? sign * extreme : 0;
  }

  private static double[] filled(int size) {
    double[] values = new double[size];
    java.util.Arrays.fill(values, Double.NaN);
    return values;
  }
}
