package org.groksweep.trainer.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.spec.Choices;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.Key;
import org.groksweep.trainer.spec.Key.Range;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Pooling;
import org.groksweep.trainer.spec.Settings;

/** Small convolutional networks without biases, homogeneous in their weights. */
public final class ConvolutionalNetworkFamily implements ModelFamily {

  @Override
  public String type() {
    return ConvolutionalNetwork.TYPE;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        Key.integer("model.depth", Range.atLeast(2), "weight layers", "Number of weight layers."),
        Key.integer(
                "model.denseDepth",
                Range.atLeast(1),
                "weight layers",
                "How many of them, the last ones, are fully connected; the others are convolutions"
                    + " of stride 1 that keep the image's size. ReLU follows all but the last.")
            .withDefault(1L),
        Key.integer("model.channels", Range.atLeast(1), "channels", "Of each convolution's output.")
            .withDefault(8L),
        Key.integer(
                "model.kernel", Range.atLeast(1), "pixels", "Side of the kernels; an odd number.")
            .withDefault(3L),
        Key.integer(
                "model.pooling",
                Range.atLeast(1),
                "pixels",
                "Side of the squares that are pooled after each convolution; 1 is none. Height and"
                    + " width must be divisible as often as there are convolutions.")
            .withDefault(2L),
        Key.choice("model.poolingKind", Choices.of(Pooling.class), "What is taken of a square.")
            .withDefault(Choices.key(Pooling.MAX)),
        Key.integer(
                "model.width",
                Range.atLeast(1),
                "units",
                "Units of each hidden fully connected layer, where denseDepth is above 1.")
            .withDefault(64L),
        Key.choice(
                "model.initialization",
                Choices.of(Initialization.class),
                "Scheme of the first weights; pytorch is nn.Conv2d's and nn.Linear's own.")
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
                "Factor on the first weights.")
            .withDefault(1.0),
        Key.number(
                "model.outputScale",
                Range.atLeast(0),
                "dimensionless",
                "Further factor on the last layer's first weights; 0 starts from the zero"
                    + " function.")
            .withDefault(1.0));
  }

  @Override
  public ModelSpec spec(Settings settings) {
    return new ConvolutionalNetwork(
        settings.integer("depth"),
        settings.integer("denseDepth"),
        settings.integer("channels"),
        settings.integer("kernel"),
        settings.integer("pooling"),
        settings.choice("poolingKind", Pooling.class),
        settings.integer("width"),
        settings.choice("initialization", Initialization.class),
        settings.number("initStandardDeviation"),
        settings.number("initScale"),
        settings.number("outputScale"));
  }

  @Override
  public void checkFits(ModelSpec spec, int features, int outputs, Optional<ImageShape> image) {
    if (image.isEmpty()) {
      throw new IllegalArgumentException(
          "it needs images; tasks that have them are digits and images");
    }
    ConvolutionalNetwork model = (ConvolutionalNetwork) spec;
    int height = image.get().height();
    int width = image.get().width();
    if (!model.divides(height) || !model.divides(width)) {
      throw new IllegalArgumentException(
          "it pools %d times by %d, which does not divide images of %d × %d pixels"
              .formatted(model.convolutions(), model.pooling(), height, width));
    }
  }

  @Override
  public long parameters(ModelSpec spec, int features, int outputs) {
    ConvolutionalNetwork model = (ConvolutionalNetwork) spec;
    long parameters = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      parameters += weights(model, layer, features, outputs);
    }
    return parameters;
  }

  @Override
  public Map<String, List<Integer>> shapes(ModelSpec spec, int features, int outputs) {
    ConvolutionalNetwork model = (ConvolutionalNetwork) spec;
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < model.depth(); layer++) {
      shapes.put(Weights.weightName(layer + 1), model.layerShape(layer, features, outputs));
    }
    return shapes;
  }

  @Override
  public double forwardFlops(ModelSpec spec, int features, int outputs) {
    ConvolutionalNetwork model = (ConvolutionalNetwork) spec;
    double flops = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      long uses = model.isConvolution(layer) ? model.places(layer, features) : 1;
      flops += 2.0 * uses * weights(model, layer, features, outputs);
    }
    return flops;
  }

  private static long weights(ConvolutionalNetwork model, int layer, int features, int outputs) {
    return (long) model.layerInputs(layer, features) * model.layerOutputs(layer, outputs);
  }
}
