package org.groksweep.trainer.engine.dense;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/**
 * The matrix products of a layer in float64. {@link FloatProducts} is the same in float32.
 *
 * <p>Products go to BLAS, cut into tiles where that is faster; those with one-hot inputs are sums
 * of rows. Which way a product goes depends on its shape and the BLAS alone.
 */
abstract class DoubleProducts implements Arithmetic<double[]> {

  // A call of BLAS costs as much as a loop over so many.
  private static final int MOST_IN_A_LOOP = 256;

  private final BLAS blas;
  private final double[] ones;
  private final Tiles tiles;

  // Rows of a one-hot product: loops over two whole arrays vectorize, over parts of them they
  // don't.
  private double[] sum = {};
  private double[] term = {};
  private double[] biasSum = {};

  DoubleProducts(BLAS blas, int maxRows, Tiles tiles) {
    this.blas = blas;
    this.ones = new double[maxRows];
    Arrays.fill(ones, 1);
    this.tiles = tiles;
  }

  @Override
  public final void forward(
      Layer layer,
      int rows,
      double[] input,
      int inputOffset,
      double[] parameters,
      double[] output) {
    int in = layer.inputs();
    int out = layer.outputs();
    startFromBiases(layer, rows, parameters, output);
    double beta = layer.hasBias() ? 1 : 0;
    // OpenBLAS has no kernel for small products of this kind that is worth cutting into tiles.
    blas.dgemm(
        "T",
        "N",
        out,
        rows,
        in,
        1,
        parameters,
        layer.weights(),
        in,
        input,
        inputOffset,
        in,
        beta,
        output,
        0,
        out);
  }

  @Override
  public final void forwardTransposed(
      Layer layer,
      int rows,
      double[] input,
      int inputOffset,
      double[] parameters,
      double[] output) {
    int in = layer.inputs();
    int out = layer.outputs();
    startFromBiases(layer, rows, parameters, output);
    int beta = layer.hasBias() ? 1 : 0;
    int from = layer.weights();
    multiply(
        "N", out, rows, in, parameters, from, out, input, inputOffset, in, beta, output, 0, out);
  }

  private static void startFromBiases(Layer layer, int rows, double[] parameters, double[] output) {
    int out = layer.outputs();
    for (int row = 0; layer.hasBias() && row < rows; row++) {
      System.arraycopy(parameters, layer.bias(), output, row * out, out);
    }
  }

  @Override
  public final void gradient(
      Layer layer,
      int rows,
      double[] delta,
      double[] input,
      int inputOffset,
      double[] gradient,
      int accumulate) {
    int in = layer.inputs();
    int out = layer.outputs();
    int to = layer.weights();
    multiply(
        "T", in, out, rows, input, inputOffset, in, delta, 0, out, accumulate, gradient, to, in);
    sumBiases(layer, rows, delta, gradient, accumulate);
  }

  @Override
  public final void gradientTransposed(
      Layer layer,
      int rows,
      double[] delta,
      double[] input,
      int inputOffset,
      double[] gradient,
      int accumulate) {
    int in = layer.inputs();
    int out = layer.outputs();
    int to = layer.weights();
    multiply(
        "T", out, in, rows, delta, 0, out, input, inputOffset, in, accumulate, gradient, to, out);
    sumBiases(layer, rows, delta, gradient, accumulate);
  }

  @Override
  public final void backward(
      Layer layer, int rows, double[] delta, double[] parameters, double[] inputDelta) {
    int in = layer.inputs();
    int out = layer.outputs();
    int from = layer.weights();
    multiply("N", in, rows, out, parameters, from, in, delta, 0, out, 0, inputDelta, 0, in);
  }

  /**
   * c ← beta·c + a·b, tile by tile; BLAS counts columns first, so it sees every row-major matrix as
   * its transpose.
   *
   * @param transposeB "T" where b stands as [depth, width] in the rows of its array, else "N"
   */
  private void multiply(
      String transposeB,
      int height,
      int width,
      int depth,
      double[] a,
      int aOffset,
      int aStride,
      double[] b,
      int bOffset,
      int bStride,
      int beta,
      double[] c,
      int cOffset,
      int cStride) {
    boolean cut = tiles.cut(height, width, depth, aStride);
    int deep = cut ? tiles.depth(depth, aStride) : depth;
    int high = cut ? Tiles.HEIGHT : height;
    for (int k = 0; k < depth; k += deep) {
      int depthHere = Math.min(deep, depth - k);
      int wide = cut ? tiles.width(width, depthHere) : width;
      for (int j = 0; j < width; j += wide) {
        int bPlace = transposeB.equals("T") ? k * bStride + j : j * bStride + k;
        for (int i = 0; i < height; i += high) {
          blas.dgemm(
              "N",
              transposeB,
              Math.min(high, height - i),
              Math.min(wide, width - j),
              depthHere,
              1,
              a,
              aOffset + k * aStride + i,
              aStride,
              b,
              bOffset + bPlace,
              bStride,
              k == 0 ? beta : 1,
              c,
              cOffset + j * cStride + i,
              cStride);
        }
      }
    }
  }

  private void sumBiases(Layer layer, int rows, double[] delta, double[] gradient, int accumulate) {
    if (layer.hasBias()) {
      sumRows(rows, layer.outputs(), delta, gradient, layer.bias(), accumulate);
    }
  }

  private void sumRows(
      int rows, int out, double[] delta, double[] sums, int offset, int accumulate) {
    if (rows * out > MOST_IN_A_LOOP) {
      blas.dgemv("N", out, rows, 1, delta, 0, out, ones, 0, 1, accumulate, sums, offset, 1);
      return;
    }
    for (int o = 0; o < out; o++) {
      double total = accumulate * sums[offset + o];
      for (int row = 0; row < rows; row++) {
        total += delta[row * out + o];
      }
      sums[offset + o] = total;
    }
  }

  @Override
  public final void forwardOfOnes(
      Layer layer,
      int rows,
      int[] places,
      int from,
      int each,
      double[] parameters,
      double[] output) {
    int out = layer.outputs();
    makeRoom(out);
    for (int row = 0; row < rows; row++) {
      if (layer.hasBias()) {
        System.arraycopy(parameters, layer.bias(), sum, 0, out);
      } else {
        Arrays.fill(sum, 0);
      }
      for (int one = 0; one < each; one++) {
        int place = places[(from + row) * each + one];
        System.arraycopy(parameters, layer.weights() + place * out, term, 0, out);
        add(term, sum);
      }
      System.arraycopy(sum, 0, output, row * out, out);
    }
  }

  @Override
  public final void gradientOfOnes(
      Layer layer,
      int rows,
      double[] delta,
      int[] places,
      int from,
      int each,
      double[] gradient,
      int accumulate) {
    int out = layer.outputs();
    makeRoom(out);
    if (accumulate == 0) {
      Arrays.fill(gradient, layer.weights(), layer.weights() + layer.weightCount(), 0);
      Arrays.fill(gradient, layer.bias(), layer.bias() + layer.biasCount(), 0);
    }
    Arrays.fill(biasSum, 0);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(delta, row * out, term, 0, out);
      add(term, biasSum);
      for (int one = 0; one < each; one++) {
        int place = layer.weights() + places[(from + row) * each + one] * out;
        System.arraycopy(gradient, place, sum, 0, out);
        add(term, sum);
        System.arraycopy(sum, 0, gradient, place, out);
      }
    }
    for (int i = 0; i < layer.biasCount(); i++) {
      gradient[layer.bias() + i] += biasSum[i];
    }
  }

  private void makeRoom(int out) {
    if (sum.length != out) {
      sum = new double[out];
      term = new double[out];
      biasSum = new double[out];
    }
  }

  private static void add(double[] term, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
