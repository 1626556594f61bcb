package org.groksweep.trainer.engine.dense;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.benchmark.Timed;

/** The matrix products of one training step, and nothing else: what the BLAS alone would take. */
final class BareProducts implements Timed {

  private final Arithmetic<float[]> arithmetic;
  private final Layout layout;
  private final int rows;
  private final float[] parameters;
  private final float[] gradient;

  /** The input, then every layer's outputs. */
  private final List<float[]> activations = new ArrayList<>();

  BareProducts(Arithmetic<float[]> arithmetic, Layout layout, int rows) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.rows = rows;
    this.parameters = arithmetic.allocate(layout.parameterCount());
    this.gradient = arithmetic.allocate(layout.parameterCount());
    activations.add(arithmetic.allocate(rows * layout.features()));
    for (Layer layer : layout.layers()) {
      activations.add(arithmetic.allocate(rows * layer.outputs()));
    }
  }

  /** Multiplications and additions of one step. */
  double flops() {
    int first = layout.layers().get(0).weightCount();
    return 2.0 * rows * (3.0 * layout.weightCount() - first);
  }

  @Override
  public void run(long steps) {
    for (long step = 0; step < steps; step++) {
      List<Layer> layers = layout.layers();
      for (int index = 0; index < layers.size(); index++) {
        forward(layers.get(index), index);
      }
      for (int index = layers.size() - 1; index >= 0; index--) {
        backward(layers.get(index), index);
      }
    }
  }

  private void forward(Layer layer, int index) {
    float[] input = activations.get(index);
    float[] output = activations.get(index + 1);
    if (index == 0) {
      arithmetic.forwardTransposed(withoutBias(layer), rows, input, 0, parameters, output);
    } else {
      arithmetic.forward(withoutBias(layer), rows, input, 0, parameters, output);
    }
  }

  private void backward(Layer layer, int index) {
    float[] delta = activations.get(index + 1);
    float[] input = activations.get(index);
    if (index == 0) {
      arithmetic.gradientTransposed(withoutBias(layer), rows, delta, input, 0, gradient, 0);
    } else {
      arithmetic.gradient(withoutBias(layer), rows, delta, input, 0, gradient, 0);
      arithmetic.backward(layer, rows, delta, parameters, input);
    }
  }

  private static Layer withoutBias(Layer layer) {
    return new Layer(layer.inputs(), layer.outputs(), layer.weights(), layer.bias(), false);
  }
}
