package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.data.Examples;
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

  /** S at an output and an input. */
  double teacher(int output, int input) {
    return output == input && output < task.singularValues().size()
        ? task.singularValues().get(output)
        : 0;
  }
}
