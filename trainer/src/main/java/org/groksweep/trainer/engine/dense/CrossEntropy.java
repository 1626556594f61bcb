package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.engine.Elementary;

/** Cross-entropy and its gradient for a few rows of logits at a time, in double precision. */
final class CrossEntropy {

  /** Numbers at once: they stay in the first-level cache. */
  private static final int BLOCK = 1024;

  private double[] values = {};
  private double[] scratch = {};
  private double[] below = {};

  /** Rows of so many classes to hand over at once. */
  int rows(int classes) {
    return Math.max(1, BLOCK / classes);
  }

  /** Where the caller puts rows of logits, less the largest of each, and finds their gradient. */
  double[] values(int rows, int classes) {
    if (values.length < rows * classes) {
      values = new double[rows * classes];
      scratch = new double[rows * classes];
      below = new double[rows];
    }
    return values;
  }

  /**
   * Adds the losses of the rows of {@link #values} to the sums and replaces these by scale·(softmax
   * − one-hot).
   *
   * @param labels from {@code firstLabel} on, one per row
   */
  void gradientInPlace(
      int rows, int classes, int[] labels, int firstLabel, double scale, LossSums sums) {
    for (int row = 0; row < rows; row++) {
      below[row] = -values[row * classes + labels[firstLabel + row]];
    }
    Elementary.exp(values, scratch, rows * classes);
    for (int row = 0; row < rows; row++) {
      int first = row * classes;
      int target = first + labels[firstLabel + row];
      // The others' sum is kept apart from the label's term: both the loss and the label's gradient
      // are proportional to it, and would vanish into rounding long before it does.
      double others = sum(first, target) + sum(target + 1, first + classes);
      double all = values[target] + others;
      sums.loss += below[row] == 0 ? StrictMath.log1p(others) : below[row] + StrictMath.log(all);
      double factor = scale / all;
      for (int i = first; i < first + classes; i++) {
        values[i] *= factor;
      }
      values[target] = -others * factor;
    }
  }

  private double sum(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
