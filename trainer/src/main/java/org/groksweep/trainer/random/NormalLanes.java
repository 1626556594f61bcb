package org.groksweep.trainer.random;

import java.util.List;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * Standard normal numbers of one stream of many trials at once, one trial per lane: bit for bit
 * those of {@link RandomStream#normal}, whatever the number of lanes and the lane's place. A block
 * has four: those at indices 4 · block to 4 · block + 3.
 *
 * <p>The loops run across lanes. Those that Java 17 cannot vectorize (conversions, leading zeros)
 * stand alone; the others are kept short, since it unrolls, and so vectorizes, no long body.
 */
public final class NormalLanes {

  /** Normal numbers in a block. */
  public static final int PER_BLOCK = 4;

  private final int code;
  private final PhiloxLanes philox;
  private final double[] radius;
  private final double[] mantissa;
  private final double[] angle;
  private final double[] sine;
  private final double[] cosine;
  private final float[] floatRadius;
  private final float[] floatMantissa;
  private final float[] floatAngle;
  private final float[] floatSine;
  private final float[] floatCosine;

  /** One lane for each trial, in their order. */
  public NormalLanes(List<SeedStreams> seeds, Stream stream) {
    int lanes = seeds.size();
    this.code = stream.code();
    this.philox = new PhiloxLanes(seeds.stream().mapToLong(each -> each.seedOf(stream)).toArray());
    this.radius = new double[lanes];
    this.mantissa = new double[lanes];
    this.angle = new double[lanes];
    this.sine = new double[lanes];
    this.cosine = new double[lanes];
    this.floatRadius = new float[lanes];
    this.floatMantissa = new float[lanes];
    this.floatAngle = new float[lanes];
    this.floatSine = new float[lanes];
    this.floatCosine = new float[lanes];
  }

  /** From now on a lane draws the numbers of a seed of the stream. */
  public void setLane(int lane, long seed) {
    philox.setKey(lane, seed);
  }

  /** From now on lane {@code to} draws what lane {@code from} draws. */
  public void copyLane(int from, int to) {
    philox.copyLane(from, to);
  }

  /**
   * Draws the first numbers of a block for the first lanes.
   *
   * @param target [numbers][lanes] receives the number of index 4 · block + i at {@code from + i}
   * @param count of numbers, 1 to 4
   */
  public void draw(double[][] target, int from, int count, int lanes, long step, long block) {
    compute(lanes, step, block);
    for (int i = 0; i < count; i += 2) {
      prepare(philox.word(i), radius, mantissa, lanes);
      toNumbers(philox.word(i + 1), angle, lanes);
      radius(radius, mantissa, lanes);
      quarterSine(sine, angle, lanes);
      quarterCosine(cosine, angle, lanes);
      cosine(target[from + i], radius, sine, cosine, lanes);
      if (i + 1 < count) {
        sine(target[from + i + 1], radius, sine, cosine, lanes);
      }
    }
  }

  /**
   * The same in single precision: within 1.5e-7/radius + 5e-6 of the doubles, where radius is that
   * of a number's pair, 1.25 in the median.
   */
  public void draw(float[][] target, int from, int count, int lanes, long step, long block) {
    compute(lanes, step, block);
    for (int i = 0; i < count; i += 2) {
      prepare(philox.word(i), floatRadius, floatMantissa, lanes);
      toNumbers(philox.word(i + 1), floatAngle, lanes);
      radius(floatRadius, floatMantissa, lanes);
      quarterSine(floatSine, floatAngle, lanes);
      quarterCosine(floatCosine, floatAngle, lanes);
      cosine(target[from + i], floatRadius, floatSine, floatCosine, lanes);
      if (i + 1 < count) {
        sine(target[from + i + 1], floatRadius, floatSine, floatCosine, lanes);
      }
    }
  }

  private void compute(int lanes, long step, long block) {
    philox.compute(lanes, (int) block, (int) step, (int) (step >>> 32), code);
  }

  private static void prepare(int[] words, double[] logarithm, double[] mantissa, int lanes) {
    for (int i = 0; i < lanes; i++) {
      logarithm[i] = WordNormals.logarithm(words[i]);
      mantissa[i] = WordNormals.mantissa(words[i]);
    }
  }

  private static void prepare(int[] words, float[] logarithm, float[] mantissa, int lanes) {
    for (int i = 0; i < lanes; i++) {
      logarithm[i] = WordNormals.floatLogarithm(words[i]);
      mantissa[i] = WordNormals.floatMantissa(words[i]);
    }
  }

  private static void toNumbers(int[] words, double[] numbers, int lanes) {
    for (int i = 0; i < lanes; i++) {
      numbers[i] = words[i];
    }
  }

  private static void toNumbers(int[] words, float[] numbers, int lanes) {
    for (int i = 0; i < lanes; i++) {
      numbers[i] = words[i];
    }
  }

  /** logarithm ← the radius. */
  private static void radius(double[] logarithm, double[] mantissa, int lanes) {
    for (int i = 0; i < lanes; i++) {
      logarithm[i] = WordNormals.radius(logarithm[i], mantissa[i]);
    }
  }

  private static void radius(float[] logarithm, float[] mantissa, int lanes) {
    for (int i = 0; i < lanes; i++) {
      logarithm[i] = WordNormals.radius(logarithm[i], mantissa[i]);
    }
  }

  private static void quarterSine(double[] sine, double[] angle, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sine[i] = WordNormals.quarterSine(angle[i]);
    }
  }

  private static void quarterSine(float[] sine, float[] angle, int lanes) {
    for (int i = 0; i < lanes; i++) {
      sine[i] = WordNormals.quarterSine(angle[i]);
    }
  }

  private static void quarterCosine(double[] cosine, double[] angle, int lanes) {
    for (int i = 0; i < lanes; i++) {
      cosine[i] = WordNormals.quarterCosine(angle[i]);
    }
  }

  private static void quarterCosine(float[] cosine, float[] angle, int lanes) {
    for (int i = 0; i < lanes; i++) {
      cosine[i] = WordNormals.quarterCosine(angle[i]);
    }
  }

  private static void cosine(
      double[] target, double[] radius, double[] sine, double[] cosine, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] = WordNormals.cosine(radius[i], sine[i], cosine[i]);
    }
  }

  private static void cosine(
      float[] target, float[] radius, float[] sine, float[] cosine, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] = WordNormals.cosine(radius[i], sine[i], cosine[i]);
    }
  }

  private static void sine(
      double[] target, double[] radius, double[] sine, double[] cosine, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] = WordNormals.sine(radius[i], sine[i], cosine[i]);
    }
  }

  private static void sine(
      float[] target, float[] radius, float[] sine, float[] cosine, int lanes) {
    for (int i = 0; i < lanes; i++) {
      target[i] = WordNormals.sine(radius[i], sine[i], cosine[i]);
    }
  }
}
