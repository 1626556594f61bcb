package org.groksweep.trainer.engine.dl4j;

import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.ImageShape;
import org.groksweep.trainer.engine.dense.Layer;
import org.groksweep.trainer.engine.dense.Layout;
import org.groksweep.trainer.engine.dense.Perceptrons;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.ConvolutionalNetwork;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Specs as Deeplearning4j networks. */
final class Networks {

  private Networks() {}

  static DataType dataType(Precision precision) {
    return precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
  }

  /** Where a model's parameters stand. */
  static Layout layout(ModelSpec model, Examples examples) {
    return model instanceof ConvolutionalNetwork convolutional
        ? ConvolutionalLayers.layout(convolutional, examples.features(), examples.outputs())
        : Layout.of(Perceptrons.of(model), examples.features(), examples.outputs());
  }

  private static double[] firstParameters(TrialSpec spec, Layout layout) {
    return spec.model() instanceof ConvolutionalNetwork convolutional
        ? ConvolutionalLayers.draw(convolutional, layout, spec.seeds())
        : Perceptrons.firstParameters(spec, layout);
  }

  /** Parameters in the network's order, from the layout's. */
  static double[] inTheirOrder(Layout layout, double[] ours) {
    double[] theirs = new double[ours.length];
    int next = 0;
    // A weight matrix is [inputs, outputs] in column-major order there, which is our [outputs,
    // inputs] in row-major order; but each layer's biases follow its weights.
    for (Layer layer : layout.layers()) {
      System.arraycopy(ours, layer.weights(), theirs, next, layer.weightCount());
      next += layer.weightCount();
      System.arraycopy(ours, layer.bias(), theirs, next, layer.biasCount());
      next += layer.biasCount();
    }
    return theirs;
  }

  /**
   * The network of a spec with its first parameters and without penalties.
   *
   * @param image the inputs' shape where they are images
   * @throws IllegalArgumentException if a convolutional network's inputs are none
   */
  static MultiLayerNetwork network(TrialSpec spec, Layout layout, Optional<ImageShape> image) {
    double[] ours = firstParameters(spec, layout);
    double[] theirs = inTheirOrder(layout, ours);
    DataType type = dataType(spec.precision());
    INDArray parameters = Nd4j.create(theirs, new long[] {1, theirs.length}, type);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, layout, image));
    network.init(parameters, false);
    return network;
  }

  private static MultiLayerConfiguration configuration(
      TrialSpec spec, Layout layout, Optional<ImageShape> image) {
    NeuralNetConfiguration.ListBuilder builder =
        new NeuralNetConfiguration.Builder()
            // Nothing is drawn by it; its default is the clock, which would be in saved files.
            .seed(0)
            .dataType(dataType(spec.precision()))
            .updater(updater(spec.optimizer()))
            .list();
    if (spec.model() instanceof ConvolutionalNetwork convolutional) {
      ImageShape shape =
          image.orElseThrow(
              () -> new IllegalArgumentException("model.type: cnn needs images; there are none"));
      ConvolutionalLayers.addHidden(builder, convolutional, layout, shape);
    } else {
      addHidden(builder, layout, Perceptrons.of(spec.model()).activation());
    }
    Layer layer = layout.layers().get(layout.layers().size() - 1);
    builder.layer(
        new OutputLayer.Builder(loss(spec, layer.outputs()))
            .nIn(layer.inputs())
            .nOut(layer.outputs())
            .hasBias(layer.hasBias())
            .activation(new ActivationIdentity())
            .build());
    return builder.build();
  }

  private static void addHidden(
      NeuralNetConfiguration.ListBuilder builder, Layout layout, Activation activation) {
    for (Layer layer : layout.layers().subList(0, layout.layers().size() - 1)) {
      builder.layer(
          new DenseLayer.Builder()
              .nIn(layer.inputs())
              .nOut(layer.outputs())
              .hasBias(layer.hasBias())
              .activation(activation(activation))
              .build());
    }
  }

  /** Parameters in Deeplearning4j's order in the layout's. */
  static double[] inOrderOf(Layout layout, double[] theirs) {
    double[] ours = new double[theirs.length];
    int next = 0;
    for (Layer layer : layout.layers()) {
      System.arraycopy(theirs, next, ours, layer.weights(), layer.weightCount());
      next += layer.weightCount();
      System.arraycopy(theirs, next, ours, layer.bias(), layer.biasCount());
      next += layer.biasCount();
    }
    return ours;
  }

  private static IActivation activation(Activation activation) {
    return switch (activation) {
      case RELU -> new ActivationReLU();
      case TANH -> new ActivationTanH();
      case GELU -> new ErfGelu();
      case QUADRATIC -> new Square();
      case LINEAR -> new ActivationIdentity();
    };
  }

  // LossMSE is the mean over outputs, LossL2 the sum of squares; the batch's mean comes by itself.
  private static ILossFunction loss(TrialSpec spec, int outputs) {
    return switch (spec.loss()) {
      case CROSS_ENTROPY -> new LogitCrossEntropy();
      case MEAN_SQUARED_ERROR -> new LossMSE();
      case HALF_SQUARED_ERROR ->
          new LossL2(Nd4j.valueArrayOf(new long[] {1, outputs}, 0.5, dataType(spec.precision())));
    };
  }

  // Learning rates are set before each update.
  private static IUpdater updater(OptimizerSpec spec) {
    if (spec instanceof Sgd sgd) {
      return sgd.momentum() == 0
          ? new org.nd4j.linalg.learning.config.Sgd(0)
          : new HeavyBall(sgd.momentum(), 0);
    }
    OptimizerSpec.Adam adam = (OptimizerSpec.Adam) spec;
    return new Adam(0, adam.beta1(), adam.beta2(), adam.epsilon());
  }
}
