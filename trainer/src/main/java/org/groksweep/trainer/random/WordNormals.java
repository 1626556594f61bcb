package org.groksweep.trainer.random;

/**
 * The Box-Muller transform of two 32-bit words a and b: radius √(-2 ln u) with u = (a + 1/2)/2³² in
 * (0, 1), angle 2π·b/2³² with b read as a signed number, so in [-π, π).
 *
 * <p>Logarithm, sine and cosine are minimax polynomials (Remez, from 40 digits); the numbers are
 * within {@value #WITHIN} of the exact transform and below 6.77. Every operation is exactly rounded
 * and none is a conditional, so that loops over lanes vectorize and a loop has the bits of a single
 * call. The float forms are the same with fewer terms: their radius is within 1.5e-7/radius + 5e-7
 * of the double one.
 */
final class WordNormals {

  /** Largest absolute error of a double; it is 1e-10 save where the radius is below 1e-3. */
  static final double WITHIN = 5e-9;

  private static final long LOW_32 = 0xFFFFFFFFL;
  private static final double SQRT_2 = Math.sqrt(2);
  private static final float SQRT_2_FLOAT = (float) SQRT_2;
  private static final double TO_QUARTER_ANGLE = Math.PI / 2 * 0x1p-32;
  private static final float TO_QUARTER_ANGLE_FLOAT = (float) TO_QUARTER_ANGLE;
  private static final long ONE_BITS = Double.doubleToRawLongBits(1.0);
  private static final int ONE_BITS_FLOAT = Float.floatToRawIntBits(1f);

  /** By {@link #zeros}: ln of u over mantissa/√2, as doubles and as floats. */
  private static final double[] LOGARITHMS = new double[64];

  private static final float[] FLOAT_LOGARITHMS = new float[64];

  static {
    for (int zeros = 0; zeros < LOGARITHMS.length; zeros++) {
      LOGARITHMS[zeros] = (30.5 - zeros) * StrictMath.log(2);
      FLOAT_LOGARITHMS[zeros] = (float) LOGARITHMS[zeros];
    }
  }

  private WordNormals() {}

  /** 2a + 1 = 2³³·u, of 33 bits, shifted to the top of 64. */
  private static long shifted(long odd, int zeros) {
    return odd << zeros;
  }

  private static long odd(int word) {
    return ((word & LOW_32) << 1) | 1;
  }

  private static int zeros(long odd) {
    return Long.numberOfLeadingZeros(odd);
  }

  /** The logarithm of u's power of two, so that ln u = logarithm + ln(mantissa/√2). */
  static double logarithm(int word) {
    return LOGARITHMS[zeros(odd(word))];
  }

  /** u over its power of two: in [1, 2), exact. */
  static double mantissa(int word) {
    long odd = odd(word);
    return Double.longBitsToDouble(ONE_BITS | (shifted(odd, zeros(odd)) << 1 >>> 12));
  }

  static float floatLogarithm(int word) {
    return FLOAT_LOGARITHMS[zeros(odd(word))];
  }

  /** As {@link #mantissa}, cut to 24 bits. */
  static float floatMantissa(int word) {
    long odd = odd(word);
    return Float.intBitsToFloat(ONE_BITS_FLOAT | (int) (shifted(odd, zeros(odd)) << 1 >>> 41));
  }

  static double radius(double logarithm, double mantissa) {
    // ln(m/√2) = 2 artanh s with |s| ≤ 0.1716.
    double s = (mantissa - SQRT_2) / (mantissa + SQRT_2);
    double z = s * s;
    double p = 0.09681326857101004 * z + 0.11095700415154253;
    p = p * z + 0.14285877267957245;
    p = p * z + 0.19999999398668794;
    p = p * z + 0.3333333333368754;
    double twice = s + s;
    return Math.sqrt(-2 * (logarithm + (twice + twice * (z * p))));
  }

  static float radius(float logarithm, float mantissa) {
    float s = (mantissa - SQRT_2_FLOAT) / (mantissa + SQRT_2_FLOAT);
    float z = s * s;
    float p = 0.14789975f * z + 0.1999439f;
    p = p * z + 0.33333343f;
    float twice = s + s;
    // The magnitude, since rounding may leave the logarithm of a u next to 1 above 0.
    return (float) Math.sqrt(Math.abs(-2 * (logarithm + (twice + twice * (z * p)))));
  }

  /** The sine of a quarter of the angle that a word makes, the word as a number. */
  static double quarterSine(double word) {
    double x = word * TO_QUARTER_ANGLE;
    double y = x * x;
    double p = 2.7173456841089953e-6 * y - 0.000198392022122311;
    p = p * y + 0.00833332878245888;
    p = p * y - 0.16666666631591165;
    p = p * y + 0.9999999999956731;
    return x * p;
  }

  static float quarterSine(float word) {
    float x = word * TO_QUARTER_ANGLE_FLOAT;
    float y = x * x;
    float p = -1.9503904e-4f * y + 0.0083320355f;
    p = p * y - 0.16666651f;
    p = p * y + 1f;
    return x * p;
  }

  static double quarterCosine(double word) {
    double x = word * TO_QUARTER_ANGLE;
    double y = x * x;
    double p = -2.7237140418016e-7 * y + 2.4799862190148396e-5;
    p = p * y - 0.00138888850913992;
    p = p * y + 0.04166666663739607;
    p = p * y - 0.4999999999996389;
    return p * y + 1;
  }

  static float quarterCosine(float word) {
    float x = word * TO_QUARTER_ANGLE_FLOAT;
    float y = x * x;
    float p = 2.4463789e-5f * y - 0.0013887589f;
    p = p * y + 0.04166665f;
    p = p * y - 0.5f;
    return p * y + 1;
  }

  /** radius · cos(angle): doubling the quarter twice needs no choice of a quadrant. */
  static double cosine(double radius, double quarterSine, double quarterCosine) {
    double half = 2 * quarterSine * quarterCosine;
    return radius - 2 * radius * (half * half);
  }

  static float cosine(float radius, float quarterSine, float quarterCosine) {
    float half = 2 * quarterSine * quarterCosine;
    return radius - 2 * radius * (half * half);
  }

  /** radius · sin(angle). */
  static double sine(double radius, double quarterSine, double quarterCosine) {
    double half = 2 * quarterSine * quarterCosine;
    return 2 * radius * (half * (1 - 2 * quarterSine * quarterSine));
  }

  static float sine(float radius, float quarterSine, float quarterCosine) {
    float half = 2 * quarterSine * quarterCosine;
    return 2 * radius * (half * (1 - 2 * quarterSine * quarterSine));
  }
}
