package org.groksweep.trainer.engine.dl4j;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.groksweep.trainer.data.Examples;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a network's outputs say about some examples.
 *
 * @param loss mean over the examples, without penalties
 * @param accuracy share of examples whose largest output, the first of equals, is the label's; 0
 *     for regression
 * @param logitNorm root mean square over examples of the output's norm
 */
record Outputs(double loss, double accuracy, double logitNorm) {

  /**
   * Of a network on samples.
   *
   * @param names the samples' names among {@code examples}
   */
  static Outputs of(
      MultiLayerNetwork network, Dl4jSamples samples, Examples examples, int[] names) {
    try (INDArray outputs = network.output(samples.inputs(), false)) {
      return new Outputs(
          loss(network, samples, outputs), accuracy(outputs, examples, names), norm(outputs));
    }
  }

  private static double loss(MultiLayerNetwork network, Dl4jSamples samples, INDArray outputs) {
    OutputLayer layer = (OutputLayer) network.getOutputLayer().conf().getLayer();
    double sum = 0;
    try (INDArray losses =
        layer
            .getLossFn()
            .computeScoreArray(samples.targets(), outputs, new ActivationIdentity(), null)) {
      for (double loss : losses.data().asDouble()) {
        sum += loss;
      }
    }
    return sum / samples.count();
  }

  private static double accuracy(INDArray outputs, Examples examples, int[] names) {
    if (!examples.isClassification()) {
      return 0;
    }
    double[][] rows = outputs.toDoubleMatrix();
    long correct = 0;
    for (int row = 0; row < rows.length; row++) {
      int largest = 0;
      for (int i = 1; i < rows[row].length; i++) {
        largest = rows[row][i] > rows[row][largest] ? i : largest;
      }
      correct += largest == examples.label(names[row]) ? 1 : 0;
    }
    return correct / (double) rows.length;
  }

  private static double norm(INDArray outputs) {
    double squares = 0;
    for (double output : outputs.data().asDouble()) {
      squares += output * output;
    }
    return Math.sqrt(squares / outputs.rows());
  }
}
