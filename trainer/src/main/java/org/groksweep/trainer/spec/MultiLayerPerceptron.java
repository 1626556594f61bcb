package org.groksweep.trainer.spec;

/**
 * A fully connected network: depth - 1 hidden layers of equal width, then a linear output layer.
 *
 * @param depth number of weight layers, at least 1
 * @param width units of each hidden layer, at least 1; without effect at depth 1
 * @param activation of the hidden layers
 * @param biases which layers have one
 * @param initialization the scheme of the first weights
 * @param initStandardDeviation of {@link Initialization#NORMAL}, above 0; without effect elsewhere
 * @param initScale factor on the first parameters, above 0
 * @param initScaleOn which parameters {@code initScale} multiplies
 * @param outputScale a further factor on the last layer's first parameters, at least 0; 0 starts
 *     from the zero function (Lyu et al., 2023)
 */
public record MultiLayerPerceptron(
    int depth,
    int width,
    Activation activation,
    Biases biases,
    Initialization initialization,
    double initStandardDeviation,
    double initScale,
    InitScaleOn initScaleOn,
    double outputScale)
    implements ModelSpec {

  public static final String TYPE = "mlp";

  public MultiLayerPerceptron {
    Require.atLeast("depth", depth, 1);
    Require.atLeast("width", width, 1);
    Require.positive("initStandardDeviation", initStandardDeviation);
    Require.positive("initScale", initScale);
    Require.atLeast("outputScale", outputScale, 0.0);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean isLinear() {
    return depth == 1 || activation == Activation.LINEAR;
  }

  /** Whether weight layer {@code layer}, counted from 0, has a bias. */
  public boolean hasBias(int layer) {
    return biases == Biases.ALL || (biases == Biases.HIDDEN && layer < depth - 1);
  }

  /** Inputs of weight layer {@code layer}, counted from 0, for a task of so many features. */
  public int layerInputs(int layer, int features) {
    return layer == 0 ? features : width;
  }

  /** Outputs of weight layer {@code layer}, counted from 0, for a task of so many outputs. */
  public int layerOutputs(int layer, int outputs) {
    return layer == depth - 1 ? outputs : width;
  }
}
