package org.groksweep.trainer.engine.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.engine.dense.FirstWeights;
import org.groksweep.trainer.engine.dense.FirstWeights.Fan;
import org.groksweep.trainer.engine.dense.Layer;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.Pooling;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * Convolutional networks as Deeplearning4j layers. A kernel is [channels out, channels in, kernel,
 * kernel] there as here, row-major, and stands in the layout as [channels out, channels in ·
 * kernel²]; pooled images go to the first fully connected layer channel by channel, row by row.
 */
final class ConvolutionalLayers {

  private ConvolutionalLayers() {}

  static Layout layout(ConvolutionalNetwork model, int features, int outputs) {
    List<Layer> layers = new ArrayList<>();
    int next = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      int inputs = model.layerInputs(layer, features);
      int units = model.layerOutputs(layer, outputs);
      layers.add(new Layer(inputs, units, next, 0, false));
      next = Math.addExact(next, Math.multiplyExact(inputs, units));
    }
    return new Layout(layers, next, next);
  }

  /** The first weights, in the layout's order. */
  static double[] draw(ConvolutionalNetwork model, Layout layout, SeedStreams seeds) {
    FirstWeights scheme =
        new FirstWeights(
            model.initialization(),
            model.initStandardDeviation(),
            new RandomStream(seeds, Stream.INIT));
    double[] weights = new double[layout.parameterCount()];
    for (int index = 0; index < model.depth(); index++) {
      Layer layer = layout.layers().get(index);
      boolean last = index == model.depth() - 1;
      // An input of a convolution goes to every place of its kernel, as PyTorch counts.
      int uses = model.isConvolution(index) ? model.kernel() * model.kernel() : 1;
      Fan fan = new Fan(layer.inputs(), layer.outputs() * uses, !last);
      double scale = model.initScale() * (last ? model.outputScale() : 1);
      for (int i = 0; i < layer.weightCount(); i++) {
        weights[layer.weights() + i] = scale * scheme.weight(index, i, fan);
      }
    }
    return weights;
  }

  /** Adds all layers but the last. */
  static void addHidden(
      ListBuilder builder, ConvolutionalNetwork model, Layout layout, ImageShape image) {
    for (int index = 0; index < model.depth() - 1; index++) {
      Layer layer = layout.layers().get(index);
      if (model.isConvolution(index)) {
        builder.layer(convolution(model, index));
        if (model.pooling() > 1) {
          builder.layer(pooling(model));
        }
      } else {
        builder.layer(
            new DenseLayer.Builder()
                .nIn(layer.inputs())
                .nOut(layer.outputs())
                .hasBias(false)
                .activation(new ActivationReLU())
                .build());
      }
    }
    builder.setInputType(InputType.convolutionalFlat(image.height(), image.width(), 1));
  }

  private static ConvolutionLayer convolution(ConvolutionalNetwork model, int index) {
    return new ConvolutionLayer.Builder(model.kernel(), model.kernel())
        .nIn(model.inputChannels(index))
        .nOut(model.channels())
        .convolutionMode(ConvolutionMode.Same)
        .hasBias(false)
        .activation(new ActivationReLU())
        .build();
  }

  private static SubsamplingLayer pooling(ConvolutionalNetwork model) {
    int[] square = {model.pooling(), model.pooling()};
    PoolingType kind = model.poolingKind() == Pooling.MAX ? PoolingType.MAX : PoolingType.AVG;
    return new SubsamplingLayer.Builder(kind).kernelSize(square).stride(square).build();
  }

  /** Weights in the layout's order as tensors: kernels have four dimensions. */
  static Weights weights(ConvolutionalNetwork model, Layout layout, double[] values) {
    List<Tensor> tensors = new ArrayList<>();
    for (int index = 0; index < model.depth(); index++) {
      Layer layer = layout.layers().get(index);
      int[] shape =
          model.isConvolution(index)
              ? new int[] {
                layer.outputs(), model.inputChannels(index), model.kernel(), model.kernel()
              }
              : new int[] {layer.outputs(), layer.inputs()};
      tensors.add(Tensor.copyOf(Weights.weightName(index + 1), shape, values, layer.weights()));
    }
    return new Weights(tensors);
  }

  /**
   * Such tensors as weights in the layout's order.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #weights}
   */
  static double[] parameters(ConvolutionalNetwork model, Layout layout, Weights weights) {
    double[] parameters = new double[layout.parameterCount()];
    weights.requireLike(weights(model, layout, parameters));
    for (int index = 0; index < model.depth(); index++) {
      double[] values = weights.tensors().get(index).values();
      System.arraycopy(values, 0, parameters, layout.layers().get(index).weights(), values.length);
    }
    return parameters;
  }
}
