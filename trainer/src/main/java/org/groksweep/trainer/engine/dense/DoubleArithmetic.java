package org.groksweep.trainer.engine.dense;

import dev.ludovic.netlib.blas.BLAS;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.groksweep.trainer.engine.ArrayBits;
import org.groksweep.trainer.engine.Elementary;
import org.groksweep.trainer.engine.Grain;

/** Training in float64. {@link FloatArithmetic} is the same in float32. */
final class DoubleArithmetic extends DoubleProducts {

  // Twice, it lifts every positive number to at least 1.
  private static final double LIFT = 0x1p600;
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double NORMAL_PEAK = 1 / Math.sqrt(2 * Math.PI);
  // Numbers at once that stay in the first-level cache.
  private static final int BLOCK = 512;

  private final CrossEntropy crossEntropy = new CrossEntropy();
  private final double[] block = new double[BLOCK];
  private final double[] reduced = new double[BLOCK];
  private final double[] power = new double[BLOCK];

  /**
   * Loops that hand their matrix products to {@code blas}.
   *
   * @param maxRows the most rows of any call
   */
  DoubleArithmetic(BLAS blas, int maxRows) {
    this(blas, maxRows, BlasLibrary.tiles(blas, Double.BYTES));
  }

  /** The same with products cut into other tiles. */
  DoubleArithmetic(BLAS blas, int maxRows, Tiles tiles) {
    super(blas, maxRows, tiles);
  }

  @Override
  public double[] allocate(int length) {
    return new double[length];
  }

  @Override
  public void store(double[] from, double[] to, int offset) {
    for (int i = 0; i < from.length; i++) {
      to[offset + i] = from[i];
    }
  }

  @Override
  public double[] toDoubles(double[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @Override
  public void writeBits(double[] values, DataOutput out) throws IOException {
    ArrayBits.write(values, out);
  }

  @Override
  public void readBitsInPlace(double[] values, DataInput in) throws IOException {
    ArrayBits.readInPlace(values, in);
  }

  @Override
  public void clear(double[] values, int from, int to) {
    Arrays.fill(values, from, to, 0);
  }

  @Override
  public void relu(double[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(values[i], 0);
    }
  }

  // A comparison as a mask does not vectorize; the minimum does.
  @Override
  public void reluBackward(double[] delta, double[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * Math.min(outputs[i] * LIFT * LIFT, 1);
    }
  }

  @Override
  public void tanh(double[] values, int length) {
    for (int from = 0; from < length; from += BLOCK) {
      int count = Math.min(BLOCK, length - from);
      System.arraycopy(values, from, block, 0, count);
      Elementary.tanh(block, reduced, power, count);
      System.arraycopy(block, 0, values, from, count);
    }
  }

  @Override
  public void tanhBackward(double[] delta, double[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * (1 - outputs[i] * outputs[i]);
    }
  }

  @Override
  public void gelu(double[] z, double[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      double value = z[i];
      double distribution = 0.5 * ErrorFunction.erfc(-value * SQRT_HALF);
      double density = NORMAL_PEAK * Elementary.exp(-0.5 * value * value);
      outputs[i] = Grain.rounded(value * distribution);
      z[i] = Grain.rounded(distribution + value * density);
    }
  }

  @Override
  public void square(double[] z, double[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      outputs[i] = z[i] * z[i];
      z[i] = 2 * z[i];
    }
  }

  @Override
  public void multiply(double[] delta, double[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * slopes[i];
    }
  }

  @Override
  public void crossEntropy(
      double[] logits,
      int rows,
      int classes,
      int[] labels,
      int firstLabel,
      double scale,
      double[] delta,
      LossSums sums) {
    int most = crossEntropy.rows(classes);
    double[] values = crossEntropy.values(most, classes);
    for (int row = 0; row < rows; row += most) {
      int count = Math.min(most, rows - row);
      int offset = row * classes;
      for (int first = 0; first < count * classes; first += classes) {
        double largest = logits[offset + first];
        for (int i = first + 1; i < first + classes; i++) {
          largest = Math.max(largest, logits[offset + i]);
        }
        for (int i = first; i < first + classes; i++) {
          values[i] = logits[offset + i] - largest;
        }
      }
      crossEntropy.gradientInPlace(count, classes, labels, firstLabel + row, scale, sums);
      for (int i = 0; i < count * classes; i++) {
        delta[offset + i] = Grain.rounded(values[i]);
      }
    }
  }

  @Override
  public void squaredError(
      double[] outputs,
      int length,
      double[] targets,
      int targetOffset,
      double factor,
      double scale,
      double[] delta,
      LossSums sums) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double difference = outputs[i] - targets[targetOffset + i];
      sum += difference * difference;
      delta[i] = (scale * 2 * factor * difference);
    }
    sums.loss += factor * sum;
  }

  @Override
  public void count(
      double[] outputs, int rows, int width, int[] labels, int firstLabel, LossSums sums) {
    sums.examples += rows;
    double squares = 0;
    for (int i = 0; i < rows * width; i++) {
      squares += outputs[i] * outputs[i];
    }
    sums.squaredOutputs += squares;
    for (int row = 0; labels.length > 0 && row < rows; row++) {
      int largest = row * width;
      for (int i = row * width + 1; i < (row + 1) * width; i++) {
        largest = outputs[i] > outputs[largest] ? i : largest;
      }
      sums.correct += largest - row * width == labels[firstLabel + row] ? 1 : 0;
    }
  }

  @Override
  public void sgd(double[] w, double[] g, int from, int to, UpdateSizes sizes) {
    double rate = sizes.learningRate;
    double decay = (sizes.l2 + sizes.weightDecay);
    for (int i = from; i < to; i++) {
      w[i] = Grain.rounded(w[i] - rate * (g[i] + decay * w[i]));
    }
  }

  @Override
  public void momentum(double[] w, double[] g, double[] v, int from, int to, UpdateSizes sizes) {
    double rate = sizes.learningRate;
    double momentum = sizes.momentum;
    double l2 = sizes.l2;
    double decay = sizes.weightDecay;
    for (int i = from; i < to; i++) {
      v[i] = Grain.rounded(momentum * v[i] + (g[i] + l2 * w[i]));
      w[i] = Grain.rounded(w[i] - rate * (v[i] + decay * w[i]));
    }
  }

  @Override
  public void adam(
      double[] w, double[] g, double[] m, double[] v, int from, int to, UpdateSizes sizes) {
    double l2 = sizes.l2;
    double keep1 = sizes.beta1;
    double take1 = (1 - sizes.beta1);
    double keep2 = sizes.beta2;
    double take2 = (1 - sizes.beta2);
    double epsilon = sizes.epsilon;
    // Folded into two factors: with one operation more, the loop does not vectorize.
    double stride = sizes.learningRate * sizes.firstCorrection;
    double shrink = sizes.learningRate * sizes.weightDecay;
    double second = sizes.secondCorrection;
    for (int i = from; i < to; i++) {
      double h = g[i] + l2 * w[i];
      m[i] = Grain.rounded(keep1 * m[i] + take1 * h);
      v[i] = Grain.roundedSquare(keep2 * v[i] + take2 * h * h);
      double move = stride * m[i] / (Math.sqrt(v[i]) * second + epsilon);
      w[i] = Grain.rounded(w[i] - (move + shrink * w[i]));
    }
  }

  @Override
  public double squaredNorm(double[] a, double factor, double[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double value = a[i] + factor * b[i];
      sum += value * value;
    }
    return sum;
  }
}
