package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways to take a product, against sums written out here. */
class ProductsTest {

  /** Sums of at most 400 products of numbers below 1, each rounded to 1e-16: below 1e-13. */
  private static final double TOLERANCE = 1e-13;

  private static final int MAX_ROWS = 400;

  /** Sizes that fill whole tiles and that do not; 700 multiplications make the tiles narrow. */
  @ParameterizedTest
  @CsvSource({
    "64, 50, 200, 700",
    "65, 51, 257, 100000",
    "301, 17, 83, 100000",
    "7, 5, 3, 10",
    "130, 70, 400, 1000000"
  })
  void tilesAddUpToTheProduct(int in, int out, int rows, int volume) {
    Layer layer = new Layer(in, out, 3, 3 + in * out, true);
    DoubleArithmetic tiled =
        new DoubleArithmetic(
            BlasLibrary.ofProcess().routines(), MAX_ROWS, new Tiles(volume, Double.BYTES));
    double[] parameters = numbers(3 + in * out + out);
    double[] input = numbers(5 + rows * in);
    double[] delta = numbers(rows * out);

    double[] below = new double[rows * in];
    tiled.backward(layer, rows, delta, parameters, below);
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < in; i++) {
        double sum = 0;
        for (int o = 0; o < out; o++) {
          sum += delta[row * out + o] * parameters[3 + o * in + i];
        }
        assertThat(Math.abs(below[row * in + i] - sum)).isLessThan(TOLERANCE);
      }
    }

    for (int accumulate = 0; accumulate <= 1; accumulate++) {
      double[] before = numbers(parameters.length);
      double[] gradient = before.clone();
      tiled.gradient(layer, rows, delta, input, 5, gradient, accumulate);
      for (int o = 0; o < out; o++) {
        double bias = accumulate * before[layer.bias() + o];
        for (int row = 0; row < rows; row++) {
          bias += delta[row * out + o];
        }
        assertThat(Math.abs(gradient[layer.bias() + o] - bias)).isLessThan(TOLERANCE);
        for (int i = 0; i < in; i++) {
          double sum = accumulate * before[3 + o * in + i];
          for (int row = 0; row < rows; row++) {
            sum += delta[row * out + o] * input[5 + row * in + i];
          }
          assertThat(Math.abs(gradient[3 + o * in + i] - sum)).isLessThan(TOLERANCE);
        }
      }
    }
  }

  /** The sums of weight rows and the products with the ones and zeros written out. */
  @Test
  void aOneHotLayerIsTheProductWithItsOnes() {
    int in = 9;
    int out = 5;
    int rows = 6;
    int[] places = {0, 8, 3, 4, 0, 4, 3, 8, 2, 7, 0, 8, 1, 5};
    double[] input = new double[rows * in];
    for (int row = 0; row < rows; row++) {
      // The first row of places is another example's.
      input[row * in + places[2 * (row + 1)]] = 1;
      input[row * in + places[2 * (row + 1) + 1]] = 1;
    }
    DoubleArithmetic arithmetic =
        new DoubleArithmetic(BlasLibrary.java().routines(), MAX_ROWS, Tiles.none(Double.BYTES));
    for (boolean hasBias : new boolean[] {true, false}) {
      Layer layer = new Layer(in, out, 2, 2 + in * out, hasBias);
      double[] parameters = numbers(2 + in * out + out);
      double[] transposed = layer.transposed(parameters);
      double[] product = new double[rows * out];
      double[] sums = new double[rows * out];
      arithmetic.forward(layer, rows, input, 0, parameters, product);
      arithmetic.forwardOfOnes(layer, rows, places, 1, 2, transposed, sums);
      assertNear(sums, product);

      double[] delta = numbers(rows * out);
      for (int accumulate = 0; accumulate <= 1; accumulate++) {
        double[] gradient = numbers(parameters.length);
        double[] ofOnes = layer.transposed(gradient);
        arithmetic.gradient(layer, rows, delta, input, 0, gradient, accumulate);
        arithmetic.gradientOfOnes(layer, rows, delta, places, 1, 2, ofOnes, accumulate);
        assertNear(layer.transposedBack(ofOnes), gradient);
      }
    }
  }

  @Test
  void kernelsForAvx512AreToldByTheFlagsUnlessTheEnvironmentChooses() {
    Set<String> flags = Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx2");
    assertThat(Processor.hasAvx512Kernels(Map.of(), flags)).isTrue();
    assertThat(Processor.hasAvx512Kernels(Map.of(), Set.of("avx512f", "avx2"))).isFalse();
    assertThat(Processor.hasAvx512Kernels(Map.of("OPENBLAS_CORETYPE", "Haswell"), flags)).isFalse();
    assertThat(Processor.hasAvx512Kernels(Map.of("OPENBLAS_CORETYPE", "SkylakeX"), Set.of()))
        .isTrue();
  }

  @Test
  void theJavaBlasIsGivenWholeProducts() {
    assertThat(BlasLibrary.tiles(BlasLibrary.java().routines(), Float.BYTES))
        .isEqualTo(Tiles.none(Float.BYTES));
  }

  private static void assertNear(double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).as("element %d", i).isLessThan(TOLERANCE);
    }
  }

  private static double[] numbers(int length) {
    return new SplittableRandom(length).doubles(length, -1, 1).toArray();
  }
}
