package org.groksweep.analysis.theory;

/** The checks of this package's arguments; each message carries name, value and rule. */
final class Require {

  private Require() {}

  static void positive(String name, double value) {
    if (!(Double.isFinite(value) && value > 0)) {
      throw new IllegalArgumentException(name + ": " + value + " must be finite and above 0");
    }
  }

  static void notNegative(String name, double value) {
    if (!(Double.isFinite(value) && value >= 0)) {
      throw new IllegalArgumentException(name + ": " + value + " must be finite and at least 0");
    }
  }

  static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " must be at least 1");
    }
  }
}
