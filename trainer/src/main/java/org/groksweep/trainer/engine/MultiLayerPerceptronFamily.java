package org.groksweep.trainer.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Settings;

/** Fully connected networks of any depth; its keys hold their only defaults. */
public final class MultiLayerPerceptronFamily implements ModelFamily {

  @Override
  public String type() {
    return MultiLayerPerceptron.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.integer("model.depth", Range.atLeast(1), "weight layers", "Number of weight layers."),
        Key.integer("model.width", Range.atLeast(1), "units", "Units of each hidden layer.")
            .withDefault(128L),
        Key.choice("model.activation", Choices.of(Activation.class), "Of the hidden layers.")
            .withDefault(Choices.key(Activation.RELU)),
        Key.choice("model.biases", Choices.of(Biases.class), "Which layers have a bias.")
            .withDefault(Choices.key(Biases.ALL)),
        Key.choice(
                "model.initialization",
                Choices.of(Initialization.class),
                "Scheme of the first weights; pytorch is nn.Linear's own.")
            .withDefault(Choices.key(Initialization.PYTORCH)),
        Key.number(
                "model.initStandardDeviation",
                Range.ABOVE_ZERO,
                "weight",
                "Standard deviation of the first weights under initialization: normal.")
            .withDefault(1.0),
        Key.number(
                "model.initScale",
                Range.ABOVE_ZERO,
                "dimensionless",
                "Factor on the first parameters.")
            .withDefault(1.0),
        Key.choice(
                "model.initScaleOn",
                Choices.of(InitScaleOn.class),
                "Which parameters initScale multiplies.")
            .withDefault(Choices.key(InitScaleOn.ALL)),
        Key.number(
                "model.outputScale",
                Range.atLeast(0),
                "dimensionless",
                "Further factor on the last layer's first parameters; 0 starts from the zero"
                    + " function.")
            .withDefault(1.0));
  }

  @Override
  public ModelSpec spec(Settings settings) {
    return new MultiLayerPerceptron(
        settings.integer("depth"),
        settings.integer("width"),
        settings.choice("activation", Activation.class),
        settings.choice("biases", Biases.class),
        settings.choice("initialization", Initialization.class),
        settings.number("initStandardDeviation"),
        settings.number("initScale"),
        settings.choice("initScaleOn", InitScaleOn.class),
        settings.number("outputScale"));
  }

  @Override
  public long parameters(ModelSpec spec, int features, int outputs) {
    MultiLayerPerceptron model = (MultiLayerPerceptron) spec;
    long parameters = weights(model, features, outputs);
    for (int layer = 0; layer < model.depth(); layer++) {
      parameters += model.hasBias(layer) ? model.layerOutputs(layer, outputs) : 0;
    }
    return parameters;
  }

  @Override
  public Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    MultiLayerPerceptron model = (MultiLayerPerceptron) spec;
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < model.depth(); layer++) {
      int width = model.layerOutputs(layer, outputs);
      shapes.put(Weights.weightName(layer + 1), List.of(width, model.layerInputs(layer, features)));
      if (model.hasBias(layer)) {
        shapes.put(Weights.biasName(layer + 1), List.of(width));
      }
    }
    return shapes;
  }

  @Override
  public double forwardFlops(ModelSpec spec, int features, int outputs) {
    return 2.0 * weights((MultiLayerPerceptron) spec, features, outputs);
  }

  private static long weights(MultiLayerPerceptron model, int features, int outputs) {
    long weights = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      weights += (long) model.layerInputs(layer, features) * model.layerOutputs(layer, outputs);
    }
    return weights;
  }
}
