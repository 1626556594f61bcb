package org.groksweep.analysis.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as a page's reader wants them. */
final class NumberText {

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
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
    if (Math.abs(number) >= 999.5 && Math.abs(number) < 1e15) {
      return whole(Math.round(number));
    }
    BigDecimal rounded = new BigDecimal(number).round(THREE_DIGITS);
    return minus(isPlain(rounded) ? rounded.stripTrailingZeros().toPlainString() : power(rounded));
  }

  /** A count with its thousands apart. */
  static String whole(long number) {
    return minus(String.format(Locale.ROOT, "%,d", number));
  }

  private static String tidy(BigDecimal number) {
    BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return isPlain(stripped)
        ? stripped.toPlainString()
        : stripped.movePointLeft(exponent(stripped)).toPlainString() + "e" + exponent(stripped);
  }

  private static boolean isPlain(BigDecimal number) {
    int exponent = exponent(number);
    return number.signum() == 0 || (exponent >= -4 && exponent <= 14);
  }

  /** Of the number's first digit. */
  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  /** "2.34×10⁻⁷". */
  private static String power(BigDecimal number) {
    int exponent = exponent(number);
    String mantissa = number.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    String digits =
        Integer.toString(Math.abs(exponent))
            .chars()
            .mapToObj(digit -> SUPERSCRIPTS.substring(digit - '0', digit - '0' + 1))
            .collect(Collectors.joining());
    return mantissa + "×10" + (exponent < 0 ? "⁻" : "") + digits;
  }

  private static String minus(String text) {
    return text.replace('-', '−');
  }
}
