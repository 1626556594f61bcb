package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
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
  private final RandomStream draws;

  public InitialParameters(MultiLayerPerceptron model, Layout layout, SeedStreams seeds) {
    this.model = model;
    this.layout = layout;
    this.draws = new RandomStream(seeds, Stream.INIT);
  }

  /** All parameters, in the layout's order. */
  public double[] draw() {
    double[] parameters = new double[layout.parameterCount()];
    for (int index = 0; index < layout.layers().size(); index++) {
      Layer layer = layout.layers().get(index);
      double outputScale = index == layout.layers().size() - 1 ? model.outputScale() : 1;
      double weightScale = model.initScale() * outputScale;
      double biasScale = model.initScaleOn() == InitScaleOn.ALL ? weightScale : outputScale;
      for (int i = 0; i < layer.weightCount(); i++) {
        parameters[layer.weights() + i] = weightScale * weight(index, layer, i);
      }
      for (int i = 0; i < layer.biasCount(); i++) {
        parameters[layer.bias() + i] = biasScale * bias(index, layer, i);
      }
    }
    return parameters;
  }

  private double weight(int index, Layer layer, int i) {
    long step = 2L * index;
    return switch (model.initialization()) {
      case PYTORCH -> symmetric(step, i) / Math.sqrt(layer.inputs());
      case KAIMING_NORMAL -> draws.gaussian(step, i) * kaiming(index, layer);
      // A uniform number in ±a has the standard deviation a / √3.
      case KAIMING_UNIFORM -> symmetric(step, i) * Math.sqrt(3) * kaiming(index, layer);
      case XAVIER_NORMAL -> draws.gaussian(step, i) * xavier(layer);
      case XAVIER_UNIFORM -> symmetric(step, i) * Math.sqrt(3) * xavier(layer);
      case NORMAL -> draws.gaussian(step, i) * model.initStandardDeviation();
    };
  }

  private double bias(int index, Layer layer, int i) {
    return model.initialization() == Initialization.PYTORCH
        ? symmetric(2L * index + 1, i) / Math.sqrt(layer.inputs())
        : 0;
  }

  private double symmetric(long step, int i) {
    return 2 * draws.uniform(step, i) - 1;
  }

  private double kaiming(int index, Layer layer) {
    boolean feedsRelu = index < layout.layers().size() - 1 && model.activation() == Activation.RELU;
    return Math.sqrt((feedsRelu ? 2.0 : 1.0) / layer.inputs());
  }

  private static double xavier(Layer layer) {
    return Math.sqrt(2.0 / (layer.inputs() + layer.outputs()));
  }
}
