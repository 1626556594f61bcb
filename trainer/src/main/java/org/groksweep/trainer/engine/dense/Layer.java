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

  /** A copy of parameters with this layer's weights stored as [inputs, outputs]. */
  double[] transposed(double[] parameters) {
    return transposed(parameters, outputs, inputs);
  }

  /** The reverse: a copy with its weights as [outputs, inputs]. */
  double[] transposedBack(double[] parameters) {
    return transposed(parameters, inputs, outputs);
  }

  private double[] transposed(double[] parameters, int rows, int columns) {
    double[] transposed = parameters.clone();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[weights + column * rows + row] = parameters[weights + row * columns + column];
      }
    }
    return transposed;
  }
}
