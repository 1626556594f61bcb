package org.groksweep.trainer.engine.dense;

/**
 * exp, tanh and the complementary error function: the same bits on every Java version, which Math's
 * are not, and faster than StrictMath's. They use additions, multiplications, divisions and exact
 * operations only.
 */
final class Elementary {

  private static final double LOG2_E = 1.4426950408889634;
  // ln 2 in two parts; the first has so few digits that its product with an exponent is exact.
  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;
  // Beyond these, exp is 0 or infinite in double precision.
  private static final double LEAST_EXPONENT = -746;
  private static final double GREATEST_EXPONENT = 710;
  // tanh x rounds to 1 from here on: 1 - tanh 22 = 2e-19.
  private static final double SATURATED = 22;
  private static final int EXPONENT_BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  private Elementary() {}

  /** e^x, within 2 units in the last place; 0 and infinity beyond the range of doubles. */
  static double exp(double x) {
    double bounded = Math.max(LEAST_EXPONENT, Math.min(x, GREATEST_EXPONENT));
    double n = Math.rint(bounded * LOG2_E);
    double r = bounded - n * LN2_HIGH - n * LN2_LOW;
    int exponent = (int) n;
    int half = exponent >> 1;
    // Two factors, since 2^1024 and the subnormal powers have no exponent field of their own.
    return (1 + reducedExpm1(r)) * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  /** tanh x, within 4 units in the last place. */
  static double tanh(double x) {
    // (e^y - 1) / (e^y + 1) with y = 2|x|, by the difference so that small x lose no digits.
    double y = 2 * Math.min(Math.abs(x), SATURATED);
    double n = Math.rint(y * LOG2_E);
    double r = y - n * LN2_HIGH - n * LN2_LOW;
    double power = powerOfTwo((int) n);
    double difference = power * reducedExpm1(r) + (power - 1);
    return Math.copySign(difference / (difference + 2), x);
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
