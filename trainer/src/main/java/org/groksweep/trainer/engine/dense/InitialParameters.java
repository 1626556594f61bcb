package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.engine.dense.FirstWeights.Fan;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * A network's first parameters. They are drawn in double precision at the addresses that the
 * package states, so every engine and precision starts from the same numbers, up to rounding.
 */
public final class InitialParameters {

  private final MultiLayerPerceptron model;
  private final Layout layout;
  private final FirstWeights scheme;

  public InitialParameters(MultiLayerPerceptron model, Layout layout, SeedStreams seeds) {
    this.model = model;
    this.layout = layout;
    this.scheme =
        new FirstWeights(
            model.initialization(),
            model.initStandardDeviation(),
            new RandomStream(seeds, Stream.INIT));
  }

  /** All parameters, in the layout's order. */
  public double[] draw() {
    double[] parameters = new double[layout.parameterCount()];
    for (int index = 0; index < layout.layers().size(); index++) {
      Layer layer = layout.layers().get(index);
      boolean last = index == layout.layers().size() - 1;
      Fan fan =
          new Fan(layer.inputs(), layer.outputs(), !last && model.activation() == Activation.RELU);
      double outputScale = last ? model.outputScale() : 1;
      double weightScale = model.initScale() * outputScale;
      double biasScale = model.initScaleOn() == InitScaleOn.ALL ? weightScale : outputScale;
      for (int i = 0; i < layer.weightCount(); i++) {
        parameters[layer.weights() + i] = weightScale * scheme.weight(index, i, fan);
      }
      for (int i = 0; i < layer.biasCount(); i++) {
        parameters[layer.bias() + i] = biasScale * scheme.bias(index, i, fan);
      }
    }
    return parameters;
  }
}
