package org.groksweep.trainer.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Settings;

/** Deep linear networks without biases; its keys hold their only defaults. */
public final class DeepLinearFamily implements ModelFamily {

  @Override
  public String type() {
    return DeepLinear.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.integer("model.depth", Range.atLeast(1), "weight layers", "Number of weight layers."),
        Key.integer("model.width", Range.atLeast(1), "units", "Units of each hidden layer."),
        Key.choice(
                "model.initialization",
                Choices.of(DeepLinear.Scheme.class),
                "normal: independent weights of standard deviation initScale/√width; modes:"
                    + " balanced layers with the singular values that modes lists.")
            .withDefault(Choices.key(DeepLinear.Scheme.NORMAL)),
        Key.number(
                "model.initScale",
                Range.ABOVE_ZERO,
                "dimensionless",
                "Of normal: factor on the first weights.")
            .withDefault(1.0),
        Key.numbers(
                "model.modes",
                Range.atLeast(0),
                "output per input",
                "Of modes: the end-to-end singular values λ of the first weights; each layer has"
                    + " λ^(1/depth) on its diagonal. An empty list starts at 0.")
            .withDefault(List.of()),
        Key.number(
                "model.initialNoise",
                Range.atLeast(0),
                "weight",
                "Of modes: standard deviation of the Gaussian that is added to every weight.")
            .withDefault(0.0));
  }

  @Override
  public ModelSpec spec(Settings settings) {
    return new DeepLinear(
        settings.integer("depth"),
        settings.integer("width"),
        settings.choice("initialization", DeepLinear.Scheme.class),
        settings.number("initScale"),
        settings.numbers("modes"),
        settings.number("initialNoise"));
  }

  @Override
  public void checkFits(ModelSpec spec, int features, int outputs, Optional<ImageShape> image) {
    DeepLinearWeights.checkFits((DeepLinear) spec, features, outputs);
  }

  @Override
  public long parameters(ModelSpec spec, int features, int outputs) {
    DeepLinear model = (DeepLinear) spec;
    long weights = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      weights += (long) model.layerInputs(layer, features) * model.layerOutputs(layer, outputs);
    }
    return weights;
  }

  @Override
  public Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    DeepLinear model = (DeepLinear) spec;
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < model.depth(); layer++) {
      int width = model.layerOutputs(layer, outputs);
      shapes.put(Weights.weightName(layer + 1), List.of(width, model.layerInputs(layer, features)));
    }
    return shapes;
  }

  @Override
  public double forwardFlops(ModelSpec spec, int features, int outputs) {
    return 2.0 * parameters(spec, features, outputs);
  }
}
