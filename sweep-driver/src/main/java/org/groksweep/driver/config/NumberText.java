package org.groksweep.driver.config;

import org.groksweep.trainer.spec.CanonicalJson;

/** Values as they stand in messages. */
final class NumberText {

  private NumberText() {}

  /** The shortest decimal of a Double, without an exponent where that is short; else toString. */
  static String of(Object value) {
    if (!(value instanceof Double number) || !Double.isFinite(number)) {
      return String.valueOf(value);
    }
    double magnitude = Math.abs(number);
    String shortest = CanonicalJson.number(number);
    return magnitude >= 1e-4 && magnitude < 1e9
        ? new java.math.BigDecimal(shortest).toPlainString()
        : shortest;
  }
}
