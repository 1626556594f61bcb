package org.groksweep.trainer.data.table;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as people write them into tables. */
final class Numbers {

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private Numbers() {}

  /** Whether a text is how a number that is not finite is written: NaN, inf or -Infinity. */
  static boolean isNotFinite(String text) {
    return NOT_FINITE.matcher(text).matches();
  }

  /** The finite decimal number that a text is, if it is one. */
  static OptionalDouble parse(String text) {
    // Double.parseDouble also reads Java's 1d, 1f and 0x1p3, which are no numbers of a table.
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    boolean decimal = last == '.' || (last >= '0' && last <= '9');
    if (!decimal || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
