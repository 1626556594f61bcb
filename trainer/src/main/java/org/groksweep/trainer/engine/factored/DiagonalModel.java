package org.groksweep.trainer.engine.factored;

import java.util.Arrays;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FactoredWeights;
import org.groksweep.trainer.engine.Grain;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.SeedStreams;

/**
 * f(x) = Σ (uₖ² − vₖ²)·xₖ. With gₖ = ∂L/∂(uₖ² − vₖ²), the gradients are 2·uₖ·gₖ and −2·vₖ·gₖ.
 *
 * <p>The training inputs are kept both ways round: predictions add up column by column and the
 * gradient row by row, so that each inner loop writes a whole array, which the JIT vectorizes, and
 * no sum depends on how wide its vectors are.
 */
final class DiagonalModel implements FactoredModel {

  private final Examples examples;
  private final double[] u;
  private final double[] v;
  private final double[] gradient;

  /** Inputs [examples][features], and transposed. */
  private final double[][] rows;

  private final double[][] columns;
  private final double[] input;

  DiagonalModel(DiagonalLinear spec, Examples examples, int[] training, SeedStreams seeds) {
    int features = examples.features();
    this.examples = examples;
    this.u = new double[features];
    this.v = new double[features];
    this.gradient = new double[features];
    this.input = new double[features];
    this.rows = new double[training.length][features];
    this.columns = new double[features][training.length];
    for (int row = 0; row < training.length; row++) {
      examples.copyInput(training[row], rows[row], 0);
      for (int k = 0; k < features; k++) {
        columns[k][row] = rows[row][k];
      }
    }
    take(FactoredWeights.draw(spec, features, seeds));
  }

  private void take(double[] weights) {
    System.arraycopy(weights, 0, u, 0, u.length);
    System.arraycopy(weights, u.length, v, 0, v.length);
  }

  @Override
  public void predictTraining(double[] predictions) {
    Arrays.fill(predictions, 0);
    for (int k = 0; k < u.length; k++) {
      addScaled(predictions, columns[k], u[k] * u[k] - v[k] * v[k]);
    }
  }

  private static void addScaled(double[] sum, double[] terms, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * terms[i];
    }
  }

  @Override
  public void predict(int[] numbers, double[] predictions) {
    for (int i = 0; i < numbers.length; i++) {
      examples.copyInput(numbers[i], input, 0);
      double sum = 0;
      for (int k = 0; k < u.length; k++) {
        sum += (u[k] * u[k] - v[k] * v[k]) * input[k];
      }
      predictions[i] = sum;
    }
  }

  @Override
  public void takeGradient(double[] derivatives) {
    Arrays.fill(gradient, 0);
    for (int row = 0; row < rows.length; row++) {
      addScaled(gradient, rows[row], derivatives[row]);
    }
  }

  @Override
  public void update(double learningRate, double decay) {
    double kept = 1 - learningRate * decay;
    double twice = 2 * learningRate;
    for (int k = 0; k < u.length; k++) {
      u[k] = Grain.rounded(u[k] * (kept - twice * gradient[k]));
    }
    for (int k = 0; k < v.length; k++) {
      v[k] = Grain.rounded(v[k] * (kept + twice * gradient[k]));
    }
  }

  @Override
  public Weights weights() {
    double[] weights = Arrays.copyOf(u, 2 * u.length);
    System.arraycopy(v, 0, weights, u.length, v.length);
    return FactoredWeights.named(weights, u.length);
  }

  @Override
  public void set(Weights weights) {
    take(FactoredWeights.values(weights, u.length));
  }

  @Override
  public List<Double> squaredNorms() {
    return List.of(squares(u), squares(v));
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Override
  public double squaredGradient(double l2) {
    double sum = 0;
    for (int k = 0; k < u.length; k++) {
      double ofU = u[k] * (2 * gradient[k] + l2);
      double ofV = v[k] * (l2 - 2 * gradient[k]);
      sum += ofU * ofU + ofV * ofV;
    }
    return sum;
  }
}
