package org.groksweep.trainer.engine.factored;

import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FactoredWeights;
import org.groksweep.trainer.engine.Grain;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.SeedStreams;

/**
 * W = U·Uᵀ − V·Vᵀ at the entries that the inputs name. An entry (i, j) with derivative e adds e·Uⱼ
 * to the gradient of row Uᵢ and e·Uᵢ to that of Uⱼ, and the negatives for V: the work is that of
 * the observed entries, a twentieth of a product of whole matrices where a twentieth is observed.
 */
final class MatrixModel implements FactoredModel {

  private final Examples examples;
  private final int size;

  /** Rows of U, V and their gradients, [size][size]. */
  private final double[][] u;

  private final double[][] v;
  private final double[][] gradientU;
  private final double[][] gradientV;
  private final int[] training;
  private final double[] input;

  MatrixModel(MatrixFactorization spec, Examples examples, int[] training, SeedStreams seeds) {
    this.examples = examples;
    this.size = examples.features() / 2;
    this.input = new double[examples.features()];
    this.training = new int[training.length];
    for (int i = 0; i < training.length; i++) {
      this.training[i] = entry(training[i]);
    }
    this.u = new double[size][size];
    this.v = new double[size][size];
    this.gradientU = new double[size][size];
    this.gradientV = new double[size][size];
    take(FactoredWeights.draw(spec, size, seeds));
  }

  private void take(double[] weights) {
    for (int i = 0; i < size; i++) {
      System.arraycopy(weights, i * size, u[i], 0, size);
      System.arraycopy(weights, (size + i) * size, v[i], 0, size);
    }
  }

  /** The entry that an example's input names, row · size + column. */
  private int entry(int example) {
    examples.copyInput(example, input, 0);
    return hot(0, example) * size + hot(size, example);
  }

  private int hot(int from, int example) {
    for (int i = 0; i < size; i++) {
      if (input[from + i] == 1) {
        return i;
      }
    }
    throw new IllegalArgumentException("example " + example + ": names no entry of a matrix");
  }

  @Override
  public void predictTraining(double[] predictions) {
    for (int i = 0; i < training.length; i++) {
      predictions[i] = value(training[i]);
    }
  }

  @Override
  public void predict(int[] numbers, double[] predictions) {
    for (int i = 0; i < numbers.length; i++) {
      predictions[i] = value(entry(numbers[i]));
    }
  }

  private double value(int entry) {
    int row = entry / size;
    int column = entry % size;
    return dot(u[row], u[column]) - dot(v[row], v[column]);
  }

  // Four sums, since one alone waits for each addition before the next.
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void takeGradient(double[] derivatives) {
    for (int i = 0; i < size; i++) {
      Arrays.fill(gradientU[i], 0);
      Arrays.fill(gradientV[i], 0);
    }
    for (int i = 0; i < training.length; i++) {
      int row = training[i] / size;
      int column = training[i] % size;
      addScaled(gradientU[row], u[column], derivatives[i]);
      addScaled(gradientU[column], u[row], derivatives[i]);
      addScaled(gradientV[row], v[column], -derivatives[i]);
      addScaled(gradientV[column], v[row], -derivatives[i]);
    }
  }

  private static void addScaled(double[] sum, double[] terms, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * terms[i];
    }
  }

  @Override
  public void update(double learningRate, double decay) {
    double kept = 1 - learningRate * decay;
    for (int i = 0; i < size; i++) {
      move(u[i], gradientU[i], kept, learningRate);
      move(v[i], gradientV[i], kept, learningRate);
    }
  }

  private static void move(double[] values, double[] gradient, double kept, double learningRate) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Grain.rounded(kept * values[i] - learningRate * gradient[i]);
    }
  }

  @Override
  public Weights weights() {
    double[] weights = new double[2 * size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(u[i], 0, weights, i * size, size);
      System.arraycopy(v[i], 0, weights, (size + i) * size, size);
    }
    return FactoredWeights.named(weights, size, size);
  }

  @Override
  public void set(Weights weights) {
    take(FactoredWeights.values(weights, size, size));
  }

  @Override
  public List<Double> squaredNorms() {
    return List.of(squares(u, u, 0), squares(v, v, 0));
  }

  @Override
  public double squaredGradient(double l2) {
    return squares(gradientU, u, l2) + squares(gradientV, v, l2);
  }

  /** Σ (a + factor·b)². */
  private static double squares(double[][] a, double[][] b, double factor) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        double value = a[i][j] + factor * b[i][j];
        sum += value * value;
      }
    }
    return sum;
  }
}
