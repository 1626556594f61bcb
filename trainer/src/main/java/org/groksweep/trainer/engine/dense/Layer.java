package org.groksweep.trainer.engine.dense;

/**
 * A weight layer's shape and its place in the array of parameters.
 *
 * @param inputs number of inputs
 * @param outputs number of outputs
 * @param weights offset of its [outputs, inputs] weights
 * @param bias offset of its [outputs] biases, where it has them
 * @param hasBias whether it has them
 */
public record Layer(int inputs, int outputs, int weights, int bias, boolean hasBias) {

  public int weightCount() {
    return inputs * outputs;
  }

  public int biasCount() {
    return hasBias ? outputs : 0;
  }
}
