package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.engine.Elementary;

/**
 * The complementary error function, by the rational approximations of fdlibm's s_erf.c (Sun
 * Microsystems, 1993, freely usable with this notice): relative error below 1e-15 where the result
 * is normal.
 */
final class ErrorFunction {

  private static final double[] P = {
    0.12837916709551256,
    -0.3250421072470015,
    -0.02848174957559851,
    -0.005770270296489442,
    -2.3763016656650163e-5
  };
  private static final double[] Q = {
    1,
    0.39791722395915535,
    0.0650222499887673,
    0.005081306281875766,
    0.00013249473800432164,
    -3.960228278775368e-6
  };
  private static final double ERF_OF_ONE = 0.8450629115104675;
  private static final double[] P_NEAR_ONE = {
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013,
    0.31834661990116175, -0.11089469428239668, 0.035478304325618236,
    -0.002166375594868791
  };
  private static final double[] Q_NEAR_ONE = {
    1,
    0.10642088040084423,
    0.540397917702171,
    0.07182865441419627,
    0.12617121980876164,
    0.01363708391202905,
    0.011984499846799107
  };
  private static final double[] R = {
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291,
    -62.375332450326006, -162.39666946257347, -184.60509290671104,
    -81.2874355063066, -9.814329344169145
  };
  private static final double[] S = {
    1,
    19.651271667439257,
    137.65775414351904,
    434.56587747522923,
    645.3872717332679,
    429.00814002756783,
    108.63500554177944,
    6.570249770319282,
    -0.0604244152148581
  };
  private static final double[] R_FAR = {
    -0.0098649429247001, -0.799283237680523, -17.757954917754752,
    -160.63638485582192, -637.5664433683896, -1025.0951316110772,
    -483.5191916086514
  };
  private static final double[] S_FAR = {
    1,
    30.33806074348246,
    325.7925129965739,
    1536.729586084437,
    3199.8582195085955,
    2553.0504064331644,
    474.52854120695537,
    -22.44095244658582
  };
  private static final double NEAR = 0.84375;
  private static final double MIDDLE = 1.25;
  private static final double FAR = 1 / 0.35;
  // erfc(28) is below the least double.
  private static final double VANISHED = 28;
  private static final long HIGH_WORD = 0xFFFFFFFF00000000L;

  private ErrorFunction() {}

  /** erfc x = 1 - erf x, in [0, 2]. */
  static double erfc(double x) {
    double size = Math.abs(x);
    if (size < NEAR) {
      double square = x * x;
      return 1 - (x + x * polynomial(P, square) / polynomial(Q, square));
    }
    if (size < MIDDLE) {
      double s = size - 1;
      double erf = ERF_OF_ONE + polynomial(P_NEAR_ONE, s) / polynomial(Q_NEAR_ONE, s);
      return x > 0 ? 1 - erf : 1 + erf;
    }
    if (size < VANISHED) {
      double tail = tail(size);
      return x > 0 ? tail : 2 - tail;
    }
    return Double.isNaN(x) ? x : (x > 0 ? 0 : 2);
  }

  private static double tail(double size) {
    double s = 1 / (size * size);
    double ratio =
        size < FAR
            ? polynomial(R, s) / polynomial(S, s)
            : polynomial(R_FAR, s) / polynomial(S_FAR, s);
    // exp(-size²) loses digits to the square's rounding; the square of a shortened size is exact.
    double z = Double.longBitsToDouble(Double.doubleToRawLongBits(size) & HIGH_WORD);
    return Elementary.exp(-z * z - 0.5625) * Elementary.exp((z - size) * (z + size) + ratio) / size;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
