package org.groksweep.trainer.spec;

/** The checks of the records' constructors; each message carries name, value and rule. */
final class Require {

  private Require() {}

  static void atLeast(String name, long value, long least) {
    that(value >= least, name, value, "must be at least " + least);
  }

  static void atLeast(String name, double value, double least) {
    that(Double.isFinite(value) && value >= least, name, value, "must be at least " + least);
  }

  static void positive(String name, double value) {
    that(Double.isFinite(value) && value > 0, name, value, "must be above 0");
  }

  /** Refuses a value outside the half-open interval from {@code low}, included, to {@code high}. */
  static void in(String name, double value, double low, double high) {
    that(value >= low && value < high, name, value, "must be in [" + low + ", " + high + ")");
  }

  static void that(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " " + rule);
    }
  }
}
