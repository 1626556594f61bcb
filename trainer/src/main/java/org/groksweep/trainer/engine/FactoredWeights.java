package org.groksweep.trainer.engine;

import java.util.List;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * The first weights of models of two factors, the same for every engine: all of "u", then all of
 * "v". The Gaussian of element i is in {@link Stream#INIT} at index i, of u at step 0 and of v at
 * step 2, as those of two layers' weights are.
 */
public final class FactoredWeights {

  private FactoredWeights() {}

  /** Of a diagonal network, [2, features]. */
  public static double[] draw(DiagonalLinear model, int features, SeedStreams seeds) {
    double[] weights = noise(model.initialNoise(), features, seeds);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += model.initScale();
    }
    return weights;
  }

  /** Of two square matrices, [2, size, size], row-major. */
  public static double[] draw(MatrixFactorization model, int size, SeedStreams seeds) {
    double[] weights = noise(model.initialNoise(), size * size, seeds);
    for (int i = 0; i < size; i++) {
      weights[i * (size + 1)] += model.initScale();
      weights[size * size + i * (size + 1)] += model.initScale();
    }
    return weights;
  }

  private static double[] noise(double deviation, int elements, SeedStreams seeds) {
    double[] noise = new double[2 * elements];
    if (deviation > 0) {
      RandomStream draws = new RandomStream(seeds, Stream.INIT);
      for (int i = 0; i < elements; i++) {
        noise[i] = deviation * draws.gaussian(0, i);
        noise[elements + i] = deviation * draws.gaussian(2, i);
      }
    }
    return noise;
  }

  /** The two factors, each of a shape. */
  public static Weights named(double[] weights, int... shape) {
    return new Weights(
        List.of(
            Tensor.copyOf("u", shape, weights, 0),
            Tensor.copyOf("v", shape, weights, weights.length / 2)));
  }

  /**
   * All of u, then all of v.
   *
   * @throws IllegalArgumentException if names or shapes are not those of {@link #named}
   */
  public static double[] values(Weights weights, int... shape) {
    int elements = 1;
    for (int length : shape) {
      elements *= length;
    }
    double[] values = new double[2 * elements];
    weights.requireLike(named(values, shape));
    for (int factor = 0; factor < 2; factor++) {
      System.arraycopy(
          weights.tensors().get(factor).values(), 0, values, factor * elements, elements);
    }
    return values;
  }
}
