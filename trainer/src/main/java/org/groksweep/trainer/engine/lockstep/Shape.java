package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The sizes of a deep linear network on a linear teacher, and the teacher's map S.
 *
 * @param model the network
 * @param task the teacher
 * @param inputs numbers in an input
 * @param outputs numbers in an output
 */
record Shape(DeepLinear model, LinearTeacher task, int inputs, int outputs) {

  static Shape of(TrialSpec spec, Examples examples) {
    return new Shape(
        (DeepLinear) spec.model(),
        (LinearTeacher) spec.task(),
        examples.features(),
        examples.outputs());
  }

  int depth() {
    return model.depth();
  }

  /** Rows of the weights of a layer, counted from 0. */
  int rows(int layer) {
    return model.layerOutputs(layer, outputs);
  }

  int columns(int layer) {
    return model.layerInputs(layer, inputs);
  }

  int weights(int layer) {
    return rows(layer) * columns(layer);
  }

  /** Place of a layer's first weight among all. */
  int offset(int layer) {
    int offset = 0;
    for (int before = 0; before < layer; before++) {
      offset += weights(before);
    }
    return offset;
  }

  int weights() {
    return offset(depth());
  }

  /** All weights, layer by layer, as named tensors. */
  Weights named(double[] values) {
    List<Weights.Tensor> tensors = new ArrayList<>();
    for (int layer = 0; layer < depth(); layer++) {
      int[] lengths = {rows(layer), columns(layer)};
      String name = Weights.weightName(layer + 1);
      tensors.add(Weights.Tensor.copyOf(name, lengths, values, offset(layer)));
    }
    return new Weights(tensors);
  }

  /**
   * Named tensors layer by layer.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #named}
   */
  double[] values(Weights weights) {
    double[] values = new double[weights()];
    weights.requireLike(named(values));
    int layer = 0;
    for (Weights.Tensor tensor : weights.tensors()) {
      System.arraycopy(tensor.values(), 0, values, offset(layer), weights(layer));
      layer++;
    }
    return values;
  }

  /** S at an output and an input. */
  double teacher(int output, int input) {
    return output == input && output < task.singularValues().size()
        ? task.singularValues().get(output)
        : 0;
  }
}
