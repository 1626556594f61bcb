package org.groksweep.trainer.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.dense.Layer;
import org.groksweep.trainer.engine.dense.Layout;

/**
 * Norms of parameters in Deeplearning4j's order, layer by layer its weights and then its biases,
 * summed in double precision.
 *
 * @param layout shapes of the layers; its offsets are another order's
 * @param decaysBiases whether penalties apply to biases
 */
record Norms(Layout layout, boolean decaysBiases) {

  /** Of all parameters. */
  double all(double[] parameters) {
    return Math.sqrt(squares(parameters, 0, parameters.length));
  }

  /** Of each layer's weights and biases. */
  List<Double> layers(double[] parameters) {
    List<Double> norms = new ArrayList<>();
    int next = 0;
    for (Layer layer : layout.layers()) {
      int end = next + layer.weightCount() + layer.biasCount();
      norms.add(Math.sqrt(squares(parameters, next, end)));
      next = end;
    }
    return norms;
  }

  /** Σw² of what penalties apply to. */
  double decayedSquares(double[] parameters) {
    double sum = 0;
    int next = 0;
    for (Layer layer : layout.layers()) {
      int end = next + layer.weightCount() + layer.biasCount();
      sum += squares(parameters, next, decaysBiases ? end : next + layer.weightCount());
      next = end;
    }
    return sum;
  }

  /**
   * Of the objective's gradient.
   *
   * @param gradient of the loss, summed over {@code count} examples
   * @param l2 coupled decay
   */
  double gradient(double[] parameters, double[] gradient, int count, double l2) {
    double sum = 0;
    int next = 0;
    for (Layer layer : layout.layers()) {
      int biases = next + layer.weightCount();
      int end = biases + layer.biasCount();
      for (int i = next; i < end; i++) {
        double decay = i < biases || decaysBiases ? l2 * parameters[i] : 0;
        double value = gradient[i] / count + decay;
        sum += value * value;
      }
      next = end;
    }
    return Math.sqrt(sum);
  }

  private static double squares(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }
}
