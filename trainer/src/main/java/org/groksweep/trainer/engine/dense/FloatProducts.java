package org.groksweep.trainer.engine.dense;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/**
 * The matrix products of a layer in float32. {@link DoubleProducts} is the same in float64.
 *
 * <p>Products go to BLAS, cut into tiles where that is faster; those with one-hot inputs are sums
 * of rows. Which way a product goes depends on its shape and the BLAS alone.
 */
abstract class FloatProducts implements Arithmetic<float[]> {

  // A call of BLAS costs as much as a loop over so many.
  private static final int MOST_IN_A_LOOP = 256;

  private final BLAS blas;
  private final float[] ones;
  private final int tileVolume;

  // Rows of a one-hot product: loops over two whole arrays vectorize, over parts of them they
  // don't.
  private float[] sum = {};
  private float[] term = {};
  private float[] biasSum = {};

  FloatProducts(BLAS blas, int maxRows, int tileVolume) {
    this.blas = blas;
    this.ones = new float[maxRows];
    Arrays.fill(ones, 1);
    this.tileVolume = tileVolume;
  }

  // BLAS counts columns first: it sees every row-major matrix as its transpose.
  @Override
  public final void forward(
      Layer layer, int rows, float[] input, int inputOffset, float[] parameters, float[] output) {
    int in = layer.inputs();
    int out = layer.outputs();
    if (layer.hasBias()) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(parameters, layer.bias(), output, row * out, out);
      }
    }
    // OpenBLAS has no kernel for small products of this kind that is worth cutting into tiles.
    float beta = layer.hasBias() ? 1 : 0;
    blas.sgemm(
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
  public final void gradient(
      Layer layer,
      int rows,
      float[] delta,
      float[] input,
      int inputOffset,
      float[] gradient,
      int accumulate) {
    int in = layer.inputs();
    int out = layer.outputs();
    int weights = layer.weights();
    int tile = tile(in, out, rows);
    for (int row = 0; row < rows; row += Tiles.depth(rows, tile)) {
      int depth = Math.min(Tiles.depth(rows, tile), rows - row);
      float beta = row == 0 ? accumulate : 1;
      for (int o = 0; o < out; o += Tiles.width(out, depth, tile)) {
        int width = Math.min(Tiles.width(out, depth, tile), out - o);
        for (int i = 0; i < in; i += Tiles.height(in, tile)) {
          int height = Math.min(Tiles.height(in, tile), in - i);
          blas.sgemm(
              "N",
              "T",
              height,
              width,
              depth,
              1,
              input,
              inputOffset + row * in + i,
              in,
              delta,
              row * out + o,
              out,
              beta,
              gradient,
              weights + o * in + i,
              in);
        }
      }
    }
    if (layer.hasBias()) {
      sumRows(rows, out, delta, gradient, layer.bias(), accumulate);
    }
  }

  @Override
  public final void backward(
      Layer layer, int rows, float[] delta, float[] parameters, float[] inputDelta) {
    int in = layer.inputs();
    int out = layer.outputs();
    int weights = layer.weights();
    int tile = tile(in, rows, out);
    for (int o = 0; o < out; o += Tiles.depth(out, tile)) {
      int depth = Math.min(Tiles.depth(out, tile), out - o);
      float beta = o == 0 ? 0 : 1;
      for (int row = 0; row < rows; row += Tiles.width(rows, depth, tile)) {
        int width = Math.min(Tiles.width(rows, depth, tile), rows - row);
        for (int i = 0; i < in; i += Tiles.height(in, tile)) {
          int height = Math.min(Tiles.height(in, tile), in - i);
          blas.sgemm(
              "N",
              "N",
              height,
              width,
              depth,
              1,
              parameters,
              weights + o * in + i,
              in,
              delta,
              row * out + o,
              out,
              beta,
              inputDelta,
              row * in + i,
              in);
        }
      }
    }
  }

  private void sumRows(int rows, int out, float[] delta, float[] sums, int offset, int accumulate) {
    if (rows * out > MOST_IN_A_LOOP) {
      blas.sgemv("N", out, rows, 1, delta, 0, out, ones, 0, 1, accumulate, sums, offset, 1);
      return;
    }
    for (int o = 0; o < out; o++) {
      float total = accumulate * sums[offset + o];
      for (int row = 0; row < rows; row++) {
        total += delta[row * out + o];
      }
      sums[offset + o] = total;
    }
  }

  private int tile(int height, int width, int depth) {
    return (long) height * width * depth > tileVolume ? tileVolume : Tiles.WHOLE;
  }

  @Override
  public final void forwardOfOnes(
      Layer layer, int rows, int[] places, int from, int each, float[] parameters, float[] output) {
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
      float[] delta,
      int[] places,
      int from,
      int each,
      float[] gradient,
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
      sum = new float[out];
      term = new float[out];
      biasSum = new float[out];
    }
  }

  private static void add(float[] term, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += term[i];
    }
  }
}
