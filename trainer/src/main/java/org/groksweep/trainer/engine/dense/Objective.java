package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.spec.Loss;

/** The mean loss of a network over rows of samples, and its gradient, in chunks of rows. */
final class Objective<A> {

  /**
   * Rows that pass through the network at once: their activations should stay in a core's cache.
   */
  static final int MAX_ROWS = 512;

  private final Arithmetic<A> arithmetic;
  private final Layout layout;
  private final Loss loss;
  private final Network<A> network;

  Objective(Arithmetic<A> arithmetic, Layout layout, Loss loss, Network<A> network) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.loss = loss;
    this.network = network;
  }

  /** Sums the losses of rows [from, to) and writes the gradient of their mean. */
  void gradient(A parameters, Samples<A> samples, int from, int to, A gradient, LossSums sums) {
    sums.clear();
    int chunk = chunk(to - from);
    for (int row = from; row < to; row += chunk) {
      int rows = Math.min(chunk, to - row);
      pass(parameters, samples, row, rows, 1.0 / (to - from), sums);
      int accumulate = row == from ? 0 : 1;
      network.backward(parameters, samples, row, rows, gradient, accumulate);
    }
  }

  /** Sums the losses of rows [from, to). */
  void evaluate(A parameters, Samples<A> samples, int from, int to, LossSums sums) {
    sums.clear();
    int chunk = chunk(to - from);
    for (int row = from; row < to; row += chunk) {
      pass(parameters, samples, row, Math.min(chunk, to - row), 1, sums);
    }
  }

  // Chunks of nearly the same size: a short last one would cost nearly as much as a full one.
  private static int chunk(int rows) {
    int chunks = (rows + MAX_ROWS - 1) / MAX_ROWS;
    return chunks <= 1 ? Math.max(rows, 1) : (rows + chunks - 1) / chunks;
  }

  private void pass(
      A parameters, Samples<A> samples, int row, int rows, double scale, LossSums sums) {
    int width = layout.outputs();
    network.forward(parameters, samples, row, rows);
    A outputs = network.outputs();
    A delta = network.outputDelta();
    switch (loss) {
      case CROSS_ENTROPY ->
          arithmetic.crossEntropy(outputs, rows, width, samples.labels(), row, scale, delta, sums);
      case MEAN_SQUARED_ERROR ->
          arithmetic.squaredError(
              outputs,
              rows * width,
              samples.targets(),
              row * width,
              1.0 / width,
              scale,
              delta,
              sums);
      case HALF_SQUARED_ERROR ->
          arithmetic.squaredError(
              outputs, rows * width, samples.targets(), row * width, 0.5, scale, delta, sums);
    }
    arithmetic.count(outputs, rows, width, samples.labels(), row, sums);
  }
}
