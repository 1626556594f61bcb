package org.groksweep.trainer.engine.dense;

import dev.ludovic.netlib.blas.BLAS;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.groksweep.trainer.engine.ArrayBits;
import org.groksweep.trainer.engine.Elementary;
import org.groksweep.trainer.engine.Grain;

/**
 * Training in float32. Losses, norms and the exponentials of the softmax are taken in double
 * precision. {@link DoubleArithmetic} is the same in float64.
 */
final class FloatArithmetic extends FloatProducts {

  // Twice, it lifts every positive number to at least 1.
  private static final float LIFT = 0x1p100f;
  private static final double NORMAL_PEAK = 1 / Math.sqrt(2 * Math.PI);
  // Numbers at once that stay in the first-level cache.
  private static final int BLOCK = 512;

  private final CrossEntropy crossEntropy = new CrossEntropy();
  private final double[] block = new double[BLOCK];
  private final double[] exponentials = new double[BLOCK];
  private final double[] tails = new double[BLOCK];

  /**
   * Loops that hand their matrix products to {@code blas}.
   *
   * @param maxRows the most rows of any call
   */
  FloatArithmetic(BLAS blas, int maxRows) {
    this(blas, maxRows, BlasLibrary.tiles(blas, Float.BYTES));
  }

  /** The same with products cut into other tiles. */
  FloatArithmetic(BLAS blas, int maxRows, Tiles tiles) {
    super(blas, maxRows, tiles);
  }

  @Override
  public float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public void store(double[] from, float[] to, int offset) {
    for (int i = 0; i < from.length; i++) {
      to[offset + i] = (float) from[i];
    }
  }

  @Override
  public double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @Override
  public void writeBits(float[] values, DataOutput out) throws IOException {
    ArrayBits.write(values, out);
  }

  @Override
  public void readBitsInPlace(float[] values, DataInput in) throws IOException {
    ArrayBits.readInPlace(values, in);
  }

  @Override
  public void clear(float[] values, int from, int to) {
    Arrays.fill(values, from, to, 0);
  }

  @Override
  public void relu(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(values[i], 0);
    }
  }

  // A comparison as a mask does not vectorize; the minimum does.
  @Override
  public void reluBackward(float[] delta, float[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * Math.min(outputs[i] * LIFT * LIFT, 1);
    }
  }

  @Override
  public void tanh(float[] values, int length) {
    for (int from = 0; from < length; from += BLOCK) {
      int count = Math.min(BLOCK, length - from);
      for (int i = 0; i < count; i++) {
        block[i] = values[from + i];
      }
      Elementary.roughTanh(block, count);
      for (int i = 0; i < count; i++) {
        values[from + i] = (float) block[i];
      }
    }
  }

  @Override
  public void tanhBackward(float[] delta, float[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * (1 - outputs[i] * outputs[i]);
    }
  }

  @Override
  public void gelu(float[] z, float[] outputs, int length) {
    for (int from = 0; from < length; from += BLOCK) {
      int count = Math.min(BLOCK, length - from);
      for (int i = 0; i < count; i++) {
        block[i] = z[from + i];
      }
      for (int i = 0; i < count; i++) {
        exponentials[i] = -0.5 * block[i] * block[i];
      }
      Elementary.exp(exponentials, tails, count);
      Elementary.roughTail(block, exponentials, tails, count);
      for (int i = 0; i < count; i++) {
        double value = block[i];
        double distribution = value < 0 ? tails[i] : 1 - tails[i];
        outputs[from + i] = Grain.rounded((float) (value * distribution));
        z[from + i] = Grain.rounded((float) (distribution + value * NORMAL_PEAK * exponentials[i]));
      }
    }
  }

  @Override
  public void square(float[] z, float[] outputs, int length) {
    for (int i = 0; i < length; i++) {
      outputs[i] = z[i] * z[i];
      z[i] = 2 * z[i];
    }
  }

  @Override
  public void multiply(float[] delta, float[] slopes, int length) {
    for (int i = 0; i < length; i++) {
      delta[i] = delta[i] * slopes[i];
    }
  }

  @Override
  public void crossEntropy(
      float[] logits,
      int rows,
      int classes,
      int[] labels,
      int firstLabel,
      double scale,
      float[] delta,
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
        delta[offset + i] = Grain.rounded((float) values[i]);
      }
    }
  }

  @Override
  public void squaredError(
      float[] outputs,
      int length,
      float[] targets,
      int targetOffset,
      double factor,
      double scale,
      float[] delta,
      LossSums sums) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double difference = (double) outputs[i] - targets[targetOffset + i];
      sum += difference * difference;
      delta[i] = (float) (scale * 2 * factor * difference);
    }
    sums.loss += factor * sum;
  }

  @Override
  public void count(
      float[] outputs, int rows, int width, int[] labels, int firstLabel, LossSums sums) {
    sums.examples += rows;
    double squares = 0;
    for (int i = 0; i < rows * width; i++) {
      squares += (double) outputs[i] * outputs[i];
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
  public void sgd(float[] w, float[] g, int from, int to, UpdateSizes sizes) {
    float rate = (float) sizes.learningRate;
    float decay = (float) (sizes.l2 + sizes.weightDecay);
    for (int i = from; i < to; i++) {
      w[i] = Grain.rounded(w[i] - rate * (g[i] + decay * w[i]));
    }
  }

  @Override
  public void momentum(float[] w, float[] g, float[] v, int from, int to, UpdateSizes sizes) {
    float rate = (float) sizes.learningRate;
    float momentum = (float) sizes.momentum;
    float l2 = (float) sizes.l2;
    float decay = (float) sizes.weightDecay;
    for (int i = from; i < to; i++) {
      v[i] = Grain.rounded(momentum * v[i] + (g[i] + l2 * w[i]));
      w[i] = Grain.rounded(w[i] - rate * (v[i] + decay * w[i]));
    }
  }

  @Override
  public void adam(
      float[] w, float[] g, float[] m, float[] v, int from, int to, UpdateSizes sizes) {
    float l2 = (float) sizes.l2;
    float keep1 = (float) sizes.beta1;
    float take1 = (float) (1 - sizes.beta1);
    float keep2 = (float) sizes.beta2;
    float take2 = (float) (1 - sizes.beta2);
    float epsilon = (float) sizes.epsilon;
    // Folded into two factors: with one operation more, the loop does not vectorize.
    float stride = (float) (sizes.learningRate * sizes.firstCorrection);
    float shrink = (float) (sizes.learningRate * sizes.weightDecay);
    float second = (float) sizes.secondCorrection;
    for (int i = from; i < to; i++) {
      float h = g[i] + l2 * w[i];
      m[i] = Grain.rounded(keep1 * m[i] + take1 * h);
      v[i] = Grain.roundedSquare(keep2 * v[i] + take2 * h * h);
      float move = stride * m[i] / ((float) Math.sqrt(v[i]) * second + epsilon);
      w[i] = Grain.rounded(w[i] - (move + shrink * w[i]));
    }
  }

  @Override
  public double squaredNorm(float[] a, double factor, float[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double value = a[i] + factor * b[i];
      sum += value * value;
    }
    return sum;
  }
}
