package org.groksweep.trainer.engine.dense;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.spec.Activation;

/**
 * A network's forward and backward pass over at most {@code maxRows} examples at a time, in buffers
 * that are made once.
 */
final class Network<A> {

  private final Arithmetic<A> arithmetic;
  private final Layout layout;
  private final Activation activation;

  /** Per layer: its pre-activations; after the activation its slopes where {@link #keepsSlopes}. */
  private final List<A> preActivations = new ArrayList<>();

  /** Per layer: its outputs; the same array as the pre-activations where those are not kept. */
  private final List<A> outputs = new ArrayList<>();

  /** Two gradients of a hidden layer's outputs, written in turns. */
  private final List<A> deltas;

  private final A outputDelta;

  Network(Arithmetic<A> arithmetic, Layout layout, Activation activation, int maxRows) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.activation = activation;
    int last = layout.layers().size() - 1;
    for (int index = 0; index <= last; index++) {
      int length = Math.multiplyExact(maxRows, layout.layers().get(index).outputs());
      A z = arithmetic.allocate(length);
      preActivations.add(z);
      outputs.add(index < last && keepsSlopes() ? arithmetic.allocate(length) : z);
    }
    int hidden = Math.multiplyExact(maxRows, layout.widestHidden());
    this.deltas = List.of(arithmetic.allocate(hidden), arithmetic.allocate(hidden));
    this.outputDelta = arithmetic.allocate(Math.multiplyExact(maxRows, layout.outputs()));
  }

  /** The outputs of the last forward pass, [rows, outputs]. */
  A outputs() {
    return outputs.get(outputs.size() - 1);
  }

  /** Where the loss puts its gradient in the outputs, [rows, outputs], before a backward pass. */
  A outputDelta() {
    return outputDelta;
  }

  /** Passes rows of samples through the layers. */
  void forward(A parameters, Samples<A> samples, int row, int rows) {
    samples.forward(layout.layers().get(0), row, rows, parameters, preActivations.get(0));
    for (int index = 1; index < layout.layers().size(); index++) {
      activate(index - 1, rows * layout.layers().get(index - 1).outputs());
      A input = outputs.get(index - 1);
      Layer layer = layout.layers().get(index);
      arithmetic.forward(layer, rows, input, 0, parameters, preActivations.get(index));
    }
  }

  /**
   * The gradient of the parameters, from the last forward pass and {@link #outputDelta()}.
   *
   * @param accumulate 1 to add to {@code gradient}, 0 to replace it
   */
  void backward(A parameters, Samples<A> samples, int row, int rows, A gradient, int accumulate) {
    A delta = outputDelta;
    for (int index = layout.layers().size() - 1; index > 0; index--) {
      Layer layer = layout.layers().get(index);
      arithmetic.gradient(layer, rows, delta, outputs.get(index - 1), 0, gradient, accumulate);
      A below = deltas.get(index & 1);
      arithmetic.backward(layer, rows, delta, parameters, below);
      deactivate(below, index - 1, rows * layer.inputs());
      delta = below;
    }
    // The gradient of the input itself is nobody's business: one product less.
    samples.gradient(layout.layers().get(0), row, rows, delta, gradient, accumulate);
  }

  private boolean keepsSlopes() {
    return activation == Activation.GELU || activation == Activation.QUADRATIC;
  }

  private void activate(int index, int length) {
    A z = preActivations.get(index);
    switch (activation) {
      case RELU -> arithmetic.relu(z, length);
      case TANH -> arithmetic.tanh(z, length);
      case GELU -> arithmetic.gelu(z, outputs.get(index), length);
      case QUADRATIC -> arithmetic.square(z, outputs.get(index), length);
      case LINEAR -> {}
    }
  }

  private void deactivate(A delta, int index, int length) {
    switch (activation) {
      case RELU -> arithmetic.reluBackward(delta, outputs.get(index), length);
      case TANH -> arithmetic.tanhBackward(delta, outputs.get(index), length);
      case GELU, QUADRATIC -> arithmetic.multiply(delta, preActivations.get(index), length);
      case LINEAR -> {}
    }
  }
}
