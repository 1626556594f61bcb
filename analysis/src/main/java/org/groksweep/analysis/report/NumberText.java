package org.groksweep.analysis.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a page's reader wants them. */
final class NumberText {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private NumberText() {}

  /** A hyperparameter's value, unchanged and without needless digits: 6.0 is 6. */
  static String of(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return tidy(BigDecimal.valueOf(number));
    }
    return String.valueOf(value);
  }

  /** An estimate, to three significant digits, all digits before the point. */
  static String rounded(double number) {
    if (Math.abs(number) >= 1000 && Math.abs(number) < 1e15) {
      return whole(Math.round(number));
    }
    return tidy(new BigDecimal(number).round(THREE_DIGITS));
  }

  /** A count with its thousands apart. */
  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String tidy(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return exponent < -4 || exponent > 14 ? stripped.toString() : stripped.toPlainString();
  }
}
