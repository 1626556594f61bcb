package org.groksweep.trainer.random;

import java.util.List;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * Standard normal numbers of one stream of many trials at once, one trial per lane.
 *
 * <p>They stand at the addresses of {@link RandomStream} and are its {@link RandomStream#gaussian}
 * by the same Box-Muller transform of the same 53-bit uniforms; logarithm, sine and cosine are
 * polynomials of our own instead of StrictMath's, so the values agree within {@value
 * #WITHIN_OF_SCALAR} absolutely. A lane's bits depend on its own seed, the step and the index
 * alone, never on the number of lanes or the lane's place: every loop does the same additions,
 * multiplications, divisions and square roots to each lane, all of them exactly rounded.
 */
public final class GaussianLanes {

  /** Largest absolute difference from {@link RandomStream#gaussian}; |values| are below 8.6. */
  public static final double WITHIN_OF_SCALAR = 1e-14;

  private static final double TWO_TO_MINUS_53 = 0x1p-53;
  private static final long TWO_TO_53 = 1L << 53;
  private static final int MANTISSA_BITS = 52;
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;
  private static final double HALF_PI = Math.PI / 2;
  // 1 − u is split as the integer 2⁵³(1 − u).
  private static final int SCALE = 53;

  private final int code;
  private final PhiloxLanes philox;
  private final long[] first;
  private final long[] second;
  private final double[] exponent;
  private final double[] mantissa;
  private final double[] turn;

  /** One lane for each trial, in their order. */
  public GaussianLanes(List<SeedStreams> seeds, Stream stream) {
    this.code = stream.code();
    this.philox = new PhiloxLanes(seeds.stream().mapToLong(each -> each.seedOf(stream)).toArray());
    this.first = new long[seeds.size()];
    this.second = new long[seeds.size()];
    this.exponent = new double[seeds.size()];
    this.mantissa = new double[seeds.size()];
    this.turn = new double[seeds.size()];
  }

  /** From now on lane {@code to} draws what lane {@code from} draws. */
  public void copyLane(int from, int to) {
    philox.copyLane(from, to);
  }

  /**
   * Draws the two numbers of a block for the first lanes.
   *
   * @param even [lanes] receives the numbers at index 2 · block
   * @param odd [lanes] receives those at index 2 · block + 1
   */
  public void draw(double[] even, double[] odd, int lanes, long step, long block) {
    philox.blocks(first, second, lanes, (int) block, step, code);
    split(first, second, exponent, mantissa, turn, lanes);
    radius(exponent, mantissa, lanes);
    circle(even, odd, exponent, turn, lanes);
  }

  /**
   * Splits 2⁵³(1 − u) = 2^exponent · mantissa with mantissa in [√½, √2), u the first uniform, and
   * takes the second as a turn in [−1/2, 1/2). Java 17 vectorizes no conversion, so this loop is
   * scalar and has nothing else in it.
   */
  private static void split(
      long[] first, long[] second, double[] exponent, double[] mantissa, double[] turn, int lanes) {
    for (int i = 0; i < lanes; i++) {
      long bits = Double.doubleToRawLongBits((double) (TWO_TO_53 - (first[i] >>> 11)));
      long power = (bits - SQRT_HALF_BITS) >> MANTISSA_BITS;
      exponent[i] = power;
      mantissa[i] = Double.longBitsToDouble(bits - (power << MANTISSA_BITS));
      turn[i] = second[i] >>> 11;
    }
  }

  /** exponent ← √(−2 ln(1 − u)). */
  private static void radius(double[] exponent, double[] mantissa, int lanes) {
    for (int i = 0; i < lanes; i++) {
      double f = mantissa[i] - 1;
      double s = f / (2 + f);
      double z = s * s;
      // ln m = 2 artanh s; |s| ≤ 0.1716, so the first term left out is below 3e-17 of the sum.
      double p = 1.0 / 21;
      p = p * z + 1.0 / 19;
      p = p * z + 1.0 / 17;
      p = p * z + 1.0 / 15;
      p = p * z + 1.0 / 13;
      p = p * z + 1.0 / 11;
      p = p * z + 1.0 / 9;
      p = p * z + 1.0 / 7;
      p = p * z + 1.0 / 5;
      p = p * z + 1.0 / 3;
      double logarithm = 2 * s + 2 * s * (z * p);
      double n = exponent[i] - SCALE;
      exponent[i] = Math.sqrt(-2 * (n * LN2_HIGH + (n * LN2_LOW + logarithm)));
    }
  }

  /**
   * The point of each radius at an angle of 2π·v: with t = v − 1/2, it is minus the point at 2πt,
   * found from the angle's quarter, |πt/2| ≤ π/4, by doubling twice; so no quadrant is chosen.
   * Three loops, since Java 17 unrolls, and so vectorizes, no body as long as their sum.
   */
  private static void circle(
      double[] even, double[] odd, double[] radius, double[] turn, int lanes) {
    sine(even, turn, lanes);
    cosine(odd, turn, lanes);
    doubleTwiceInPlace(even, odd, radius, lanes);
  }

  // Taylor's series; the first term left out is below 5e-17.
  private static void sine(double[] sine, double[] turn, int lanes) {
    for (int i = 0; i < lanes; i++) {
      double x = HALF_PI * (turn[i] * TWO_TO_MINUS_53 - 0.5);
      double z = x * x;
      double p = -1.0 / 1307674368000.0;
      p = p * z + 1.0 / 6227020800.0;
      p = p * z - 1.0 / 39916800.0;
      p = p * z + 1.0 / 362880.0;
      p = p * z - 1.0 / 5040.0;
      p = p * z + 1.0 / 120.0;
      p = p * z - 1.0 / 6.0;
      sine[i] = x + x * (z * p);
    }
  }

  // Taylor's series; the first term left out is below 2e-18.
  private static void cosine(double[] cosine, double[] turn, int lanes) {
    for (int i = 0; i < lanes; i++) {
      double x = HALF_PI * (turn[i] * TWO_TO_MINUS_53 - 0.5);
      double z = x * x;
      double q = 1.0 / 20922789888000.0;
      q = q * z - 1.0 / 87178291200.0;
      q = q * z + 1.0 / 479001600.0;
      q = q * z - 1.0 / 3628800.0;
      q = q * z + 1.0 / 40320.0;
      q = q * z - 1.0 / 720.0;
      q = q * z + 1.0 / 24.0;
      q = q * z - 0.5;
      cosine[i] = 1 + z * q;
    }
  }

  private static void doubleTwiceInPlace(double[] even, double[] odd, double[] radius, int lanes) {
    for (int i = 0; i < lanes; i++) {
      double sine2 = 2 * even[i] * odd[i];
      double cosine2 = 1 - 2 * even[i] * even[i];
      even[i] = radius[i] * (2 * sine2 * sine2 - 1);
      odd[i] = radius[i] * (-2 * sine2 * cosine2);
    }
  }
}
