package org.groksweep.trainer.engine.dense;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The loops of training over arrays of one precision. Matrices are row-major; examples are rows.
 * Element-wise loops run over indices from 0, or over the same range of several arrays, which is
 * what the compiler vectorizes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Arithmetic<A> {

  /** An array of zeros. */
  A allocate(int length);

  /** Rounds {@code from} into {@code to} from {@code offset} on. */
  void store(double[] from, A to, int offset);

  /** The array's numbers. */
  double[] toDoubles(A values);

  /** Writes the array's exact bits. */
  void writeBits(A values, DataOutput out) throws IOException;

  /** Fills the array with bits that were written from one of its length. */
  void readBitsInPlace(A values, DataInput in) throws IOException;

  /** 0 to {@code values[from .. to)}. */
  void clear(A values, int from, int to);

  /**
   * output[rows, outputs] ← input·weightsᵀ + bias.
   *
   * @param input [rows, inputs] from {@code inputOffset} on
   */
  void forward(Layer layer, int rows, A input, int inputOffset, A parameters, A output);

  /**
   * The gradient of a layer's weights and biases, written or, if {@code accumulate} is 1, added.
   *
   * @param delta [rows, outputs], the gradient of the layer's outputs
   * @param input [rows, inputs] from {@code inputOffset} on
   * @param accumulate 0 or 1
   */
  void gradient(
      Layer layer, int rows, A delta, A input, int inputOffset, A gradient, int accumulate);

  /** The same as {@link #forward} with weights that are stored as [inputs, outputs]. */
  void forwardTransposed(Layer layer, int rows, A input, int inputOffset, A parameters, A output);

  /** The same as {@link #gradient} for such weights. */
  void gradientTransposed(
      Layer layer, int rows, A delta, A input, int inputOffset, A gradient, int accumulate);

  /** inputDelta[rows, inputs] ← delta[rows, outputs]·weights. */
  void backward(Layer layer, int rows, A delta, A parameters, A inputDelta);

  /**
   * The same as {@link #forwardTransposed} for inputs that are 1 in a few places and 0 elsewhere:
   * the sum of those rows of the weights.
   *
   * @param places [rows, each], where the inputs are 1, from row {@code from} on
   * @param each ones per row
   */
  void forwardOfOnes(
      Layer layer, int rows, int[] places, int from, int each, A parameters, A output);

  /** The same as {@link #gradientTransposed} for such inputs. */
  void gradientOfOnes(
      Layer layer, int rows, A delta, int[] places, int from, int each, A gradient, int accumulate);

  /** values ← max(values, 0) for the first {@code length}. */
  void relu(A values, int length);

  /** delta ← 0 where {@code outputs}, those of relu, are 0. */
  void reluBackward(A delta, A outputs, int length);

  void tanh(A values, int length);

  /** delta ← delta·(1 − outputs²). */
  void tanhBackward(A delta, A outputs, int length);

  /** outputs ← z Φ(z) and then z ← Φ(z) + z φ(z), its slope. */
  void gelu(A z, A outputs, int length);

  /** outputs ← z² and then z ← 2z, its slope. */
  void square(A z, A outputs, int length);

  /** delta ← delta·slopes. */
  void multiply(A delta, A slopes, int length);

  /**
   * Cross-entropy of rows of logits: adds to the sums and writes scale·(softmax − one-hot) to
   * delta.
   *
   * @param labels from {@code firstLabel} on, one per row
   */
  void crossEntropy(
      A logits,
      int rows,
      int classes,
      int[] labels,
      int firstLabel,
      double scale,
      A delta,
      LossSums sums);

  /**
   * Squared error of rows of outputs: adds factor·Σ(output − target)² to the sums and writes
   * scale·2·factor·(output − target) to delta.
   *
   * @param targets [rows, width] from {@code targetOffset} on
   */
  void squaredError(
      A outputs,
      int length,
      A targets,
      int targetOffset,
      double factor,
      double scale,
      A delta,
      LossSums sums);

  /** Adds the rows, their squares and, where there are labels, the right ones to the sums. */
  void count(A outputs, int rows, int width, int[] labels, int firstLabel, LossSums sums);

  /** w ← w − η(g + (l2 + weightDecay) w) on [from, to). */
  void sgd(A w, A g, int from, int to, UpdateSizes sizes);

  /** v ← momentum·v + g + l2·w; w ← w − η(v + weightDecay·w) on [from, to). */
  void momentum(A w, A g, A v, int from, int to, UpdateSizes sizes);

  /** Adam on [from, to), with h = g + l2·w and decoupled decay. */
  void adam(A w, A g, A m, A v, int from, int to, UpdateSizes sizes);

  /** Σ (a + factor·b)² on [from, to), summed in double precision. */
  double squaredNorm(A a, double factor, A b, int from, int to);
}
