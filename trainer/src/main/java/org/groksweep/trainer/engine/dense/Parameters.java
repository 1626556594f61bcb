package org.groksweep.trainer.engine.dense;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.Weights;

/**
 * A network's parameters as they are trained: in the layout's order, but for the first layer's
 * weights where these are transposed. Stored as [inputs, outputs] they need no transpose in any
 * product of theirs.
 */
final class Parameters<A> {

  private final Arithmetic<A> arithmetic;
  private final Layout layout;
  private final boolean firstIsTransposed;
  private final A values;

  /** Zeros; {@link #set} gives them values. */
  Parameters(Arithmetic<A> arithmetic, Layout layout, boolean firstIsTransposed) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.firstIsTransposed = firstIsTransposed;
    this.values = arithmetic.allocate(layout.parameterCount());
  }

  /** Numbers in the layout's order, rounded. */
  void set(double[] numbers) {
    Layer first = layout.layers().get(0);
    arithmetic.store(firstIsTransposed ? first.transposed(numbers) : numbers, values, 0);
  }

  /** The array itself, which updates change. */
  A values() {
    return values;
  }

  /** Named tensors, whatever the order here. */
  Weights weights() {
    double[] stored = arithmetic.toDoubles(values);
    Layer first = layout.layers().get(0);
    return layout.weights(firstIsTransposed ? first.transposedBack(stored) : stored);
  }

  /** The Euclidean norm of each layer's weights and biases. */
  List<Double> layerNorms() {
    List<Double> norms = new ArrayList<>();
    for (Layer layer : layout.layers()) {
      double weights = squares(layer.weights(), layer.weightCount());
      norms.add(Math.sqrt(weights + squares(layer.bias(), layer.biasCount())));
    }
    return norms;
  }

  /** The sum of the squares of {@code count} of them. */
  double squares(int from, int count) {
    return arithmetic.squaredNorm(values, 0, values, from, from + count);
  }
}
