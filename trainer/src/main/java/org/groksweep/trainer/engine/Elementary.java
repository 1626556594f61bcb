package org.groksweep.trainer.engine;

/**
 * exp, tanh and what the complementary error function needs: the same bits on every Java version,
 * which Math's are not, and faster than StrictMath's. They use additions, multiplications,
 * divisions and exact operations only.
 *
 * <p>Java 17 vectorizes neither conversions nor operations on a number's bits, so the loops over
 * arrays keep these apart from the polynomials; they give the bits of the functions of one number.
 */
public final class Elementary {

  private static final double LOG2_E = 1.4426950408889634;
  // ln 2 in two parts; the first has so few digits that its product with an exponent is exact.
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;
  // Beyond these, exp is 0 or infinite in double precision.
  private static final double LEAST_EXPONENT = -746;
  private static final double GREATEST_EXPONENT = 710;
  // tanh x rounds to 1 from here on: 1 - tanh 22 = 2e-19.
  private static final double SATURATED = 22;
  // The same in single precision: 1 - tanh 9.1 = 2.5e-8.
  private static final double FLOAT_SATURATED = 9.1;
  // The normal distribution is 0 in double precision below minus this.
  private static final double VANISHED = 40;

  /** e to its power and to minus its power are normal numbers. */
  public static final double MOST_NORMAL = 700;

  // Added to a whole number below 2^31 in size, it leaves that number in the sum's lowest bits.
  private static final double WHOLE = 0x1.8p52;
  private static final int EXPONENT_BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  private Elementary() {}

  /** e^x, within 2 units in the last place; 0 and infinity beyond the range of doubles. */
  public static double exp(double x) {
    double bounded = bounded(x);
    double n = Math.rint(bounded * LOG2_E);
    double r = bounded - n * LN2_HIGH - n * LN2_LOW;
    return scaled(1 + reducedExpm1(r), n);
  }

  /**
   * values ← e^values for the first {@code length}.
   *
   * @param scratch as long
   */
  public static void exp(double[] values, double[] scratch, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = bounded(values[i]);
    }
    splitExp(values, scratch, length);
    for (int i = 0; i < length; i++) {
      values[i] = scaled(values[i], scratch[i]);
    }
  }

  /**
   * values ← e^values for the first {@code length}, of numbers beyond ±{@value #MOST_NORMAL} as if
   * they were that: the same bits as {@link #exp(double[], double[], int)} in between, faster.
   *
   * @param scratch as long
   */
  public static void expWithinNormal(double[] values, double[] scratch, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(-MOST_NORMAL, Math.min(values[i], MOST_NORMAL));
    }
    splitExp(values, scratch, length);
    for (int i = 0; i < length; i++) {
      values[i] *= powerOfTwo((int) Double.doubleToRawLongBits(scratch[i] + WHOLE));
    }
  }

  /** e^values = values · 2^exponents, of values that are replaced. */
  private static void splitExp(double[] values, double[] exponents, int length) {
    for (int i = 0; i < length; i++) {
      exponents[i] = Math.rint(values[i] * LOG2_E);
    }
    for (int i = 0; i < length; i++) {
      values[i] = values[i] - exponents[i] * LN2_HIGH - exponents[i] * LN2_LOW;
    }
    for (int i = 0; i < length; i++) {
      values[i] = 1 + reducedExpm1(values[i]);
    }
  }

  /**
   * values ← tanh values for the first {@code length}, within 4 units in the last place.
   *
   * @param reduced scratch, as long
   * @param power scratch, as long
   */
  public static void tanh(double[] values, double[] reduced, double[] power, int length) {
    // (e^y - 1) / (e^y + 1) with y = 2|x|, by the difference so that small x lose no digits.
    for (int i = 0; i < length; i++) {
      power[i] = Math.rint(2 * Math.min(Math.abs(values[i]), SATURATED) * LOG2_E);
    }
    for (int i = 0; i < length; i++) {
      double y = 2 * Math.min(Math.abs(values[i]), SATURATED);
      reduced[i] = y - power[i] * LN2_HIGH - power[i] * LN2_LOW;
    }
    for (int i = 0; i < length; i++) {
      reduced[i] = reducedExpm1(reduced[i]);
    }
    for (int i = 0; i < length; i++) {
      power[i] = powerOfTwo((int) power[i]);
    }
    for (int i = 0; i < length; i++) {
      reduced[i] = quotient(reduced[i], power[i]);
    }
    for (int i = 0; i < length; i++) {
      values[i] = Math.copySign(reduced[i], values[i]);
    }
  }

  /**
   * values ← a tanh for single precision for the first {@code length}: Lambert's continued fraction
   * (1770) x / (1 + x² / (3 + x² / (5 + …))) until 27, within 5e-9 of tanh, relatively.
   */
  public static void roughTanh(double[] values, int length) {
    for (int i = 0; i < length; i++) {
      double x = Math.max(-FLOAT_SATURATED, Math.min(values[i], FLOAT_SATURATED));
      values[i] = x * lambertNumerator(x * x) / lambertDenominator(x * x);
    }
  }

  private static double lambertNumerator(double square) {
    double sum = 105;
    sum = sum * square + 185640;
    sum = sum * square + 87297210;
    sum = sum * square + 15713497800.0;
    sum = sum * square + 1159525191825.0;
    sum = sum * square + 31623414322500.0;
    return sum * square + 213458046676875.0;
  }

  private static double lambertDenominator(double square) {
    double sum = square + 5460;
    sum = sum * square + 4594590;
    sum = sum * square + 1309458150;
    sum = sum * square + 151242416325.0;
    sum = sum * square + 6957151150950.0;
    sum = sum * square + 102776096548125.0;
    return sum * square + 213458046676875.0;
  }

  /**
   * The normal distribution's tail for single precision: tails ← Φ(−|z|) for the first {@code
   * length}, by Hart's algorithm 5666 (Hart et al., Computer Approximations, 1968), of which only
   * the part for |z| below 7 is used: within 3e-9 of Φ there, relatively, and 4e-6 where Φ is below
   * 1e-12.
   *
   * @param exponentials of −z²/2
   */
  public static void roughTail(double[] z, double[] exponentials, double[] tails, int length) {
    for (int i = 0; i < length; i++) {
      double size = Math.min(Math.abs(z[i]), VANISHED);
      tails[i] = exponentials[i] * hartNumerator(size) / hartDenominator(size);
    }
  }

  private static double hartNumerator(double x) {
    double sum = 0.0352624965998911;
    sum = sum * x + 0.700383064443688;
    sum = sum * x + 6.37396220353165;
    sum = sum * x + 33.912866078383;
    sum = sum * x + 112.079291497871;
    sum = sum * x + 221.213596169931;
    return sum * x + 220.206867912376;
  }

  private static double hartDenominator(double x) {
    double sum = 0.0883883476483184;
    sum = sum * x + 1.75566716318264;
    sum = sum * x + 16.064177579207;
    sum = sum * x + 86.7807322029461;
    sum = sum * x + 296.564248779674;
    sum = sum * x + 637.333633378831;
    sum = sum * x + 793.826512519948;
    return sum * x + 440.413735824752;
  }

  private static double bounded(double x) {
    return Math.max(LEAST_EXPONENT, Math.min(x, GREATEST_EXPONENT));
  }

  // Two factors, since 2^1024 and the subnormal powers have no exponent field of their own.
  private static double scaled(double value, double n) {
    int exponent = (int) n;
    int half = exponent >> 1;
    return value * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  // (e^y - 1) / (e^y + 1) for y = r + n ln 2, from e^r - 1 and 2^n.
  private static double quotient(double reduced, double power) {
    double difference = power * reduced + (power - 1);
    return difference / (difference + 2);
  }

  private static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + EXPONENT_BIAS) << MANTISSA_BITS);
  }

  // e^r - 1 for |r| ≤ ln 2 / 2 by its Taylor series; the first term left out is below 4e-18 · r.
  private static double reducedExpm1(double r) {
    double tail = 1.0 / 6227020800.0;
    tail = tail * r + 1.0 / 479001600.0;
    tail = tail * r + 1.0 / 39916800.0;
    tail = tail * r + 1.0 / 3628800.0;
    tail = tail * r + 1.0 / 362880.0;
    tail = tail * r + 1.0 / 40320.0;
    tail = tail * r + 1.0 / 5040.0;
    tail = tail * r + 1.0 / 720.0;
    tail = tail * r + 1.0 / 120.0;
    tail = tail * r + 1.0 / 24.0;
    tail = tail * r + 1.0 / 6.0;
    tail = tail * r + 0.5;
    return r + r * r * tail;
  }
}
