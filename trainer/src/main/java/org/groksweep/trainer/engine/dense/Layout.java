package org.groksweep.trainer.engine.dense;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.spec.MultiLayerPerceptron;

/**
 * Where a network's parameters stand in their one array: all weights, layer by layer, then all
 * biases.
 *
 * @param layers from the input on
 * @param weightCount number of weights, where the biases begin
 * @param parameterCount number of weights and biases
 */
public record Layout(List<Layer> layers, int weightCount, int parameterCount) {

  public Layout {
    layers = List.copyOf(layers);
  }

  /**
   * The layout of a network.
   *
   * @throws ArithmeticException if there are more parameters than an array can hold
   */
  public static Layout of(MultiLayerPerceptron model, int features, int outputs) {
    int weightCount = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      weightCount = Math.addExact(weightCount, weights(model, layer, features, outputs));
    }
    List<Layer> layers = new ArrayList<>();
    int weights = 0;
    int bias = weightCount;
    for (int layer = 0; layer < model.depth(); layer++) {
      Layer next =
          new Layer(
              model.layerInputs(layer, features),
              model.layerOutputs(layer, outputs),
              weights,
              bias,
              model.hasBias(layer));
      layers.add(next);
      weights += next.weightCount();
      bias = Math.addExact(bias, next.biasCount());
    }
    return new Layout(layers, weightCount, bias);
  }

  private static int weights(MultiLayerPerceptron model, int layer, int features, int outputs) {
    return Math.multiplyExact(
        model.layerInputs(layer, features), model.layerOutputs(layer, outputs));
  }

  /** Parameters in this layout's order as named tensors. */
  public Weights weights(double[] parameters) {
    List<Tensor> tensors = new ArrayList<>();
    for (int index = 0; index < layers.size(); index++) {
      Layer layer = layers.get(index);
      int[] shape = {layer.outputs(), layer.inputs()};
      tensors.add(Tensor.copyOf(Weights.weightName(index + 1), shape, parameters, layer.weights()));
      if (layer.hasBias()) {
        int[] length = {layer.outputs()};
        tensors.add(Tensor.copyOf(Weights.biasName(index + 1), length, parameters, layer.bias()));
      }
    }
    return new Weights(tensors);
  }

  /**
   * Named tensors as parameters in this layout's order.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #weights}
   */
  public double[] parameters(Weights weights) {
    weights.requireLike(weights(new double[parameterCount]));
    double[] parameters = new double[parameterCount];
    for (int index = 0; index < layers.size(); index++) {
      Layer layer = layers.get(index);
      copy(weights, Weights.weightName(index + 1), parameters, layer.weights());
      if (layer.hasBias()) {
        copy(weights, Weights.biasName(index + 1), parameters, layer.bias());
      }
    }
    return parameters;
  }

  private static void copy(Weights weights, String name, double[] target, int at) {
    double[] values = weights.find(name).orElseThrow().values();
    System.arraycopy(values, 0, target, at, values.length);
  }

  int features() {
    return layers.get(0).inputs();
  }

  int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** The most numbers that a hidden layer has per example; 0 without one. */
  int widestHidden() {
    return layers.stream().limit(layers.size() - 1L).mapToInt(Layer::outputs).max().orElse(0);
  }
}
