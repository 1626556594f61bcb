package org.groksweep.trainer.spec;

import java.util.List;
import java.util.Optional;

/**
 * One key of the config: the single place for its meaning, unit, range and default, from which the
 * reader's checks and the reference page are made.
 *
 * @param path such as "optimizer.learningRate"
 * @param kind what its values are
 * @param defaultValue a Long, Double, Boolean, String or list of Doubles or Strings, or empty where
 *     there is none
 * @param otherwise what holds where a key without a default is not given, such as "as long as
 *     maxSteps"; empty where it must be given
 * @param range which values are allowed
 * @param choices the allowed texts of a {@link Kind#CHOICE}, else empty
 * @param unit such as "steps"; "dimensionless" is one
 * @param meaning one sentence
 */
public record Key(
    String path,
    Kind kind,
    Optional<Object> defaultValue,
    Optional<String> otherwise,
    Range range,
    List<String> choices,
    String unit,
    String meaning) {

  /** What a key's values are. */
  public enum Kind {
    NUMBER,
    INTEGER,
    FLAG,
    CHOICE,
    TEXT,
    /** A list of numbers, each of which may be an expression; a number is a list of one. */
    NUMBERS,
    /** A list of names; a name is a list of one. */
    NAMES
  }

  /**
   * An interval of numbers.
   *
   * @param low its lower end
   * @param lowIncluded whether the lower end belongs to it
   * @param high its upper end
   * @param highIncluded whether the upper end belongs to it
   */
  public record Range(double low, boolean lowIncluded, double high, boolean highIncluded) {

    public static final Range ANY =
        new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
    public static final Range ABOVE_ZERO = new Range(0, false, Double.POSITIVE_INFINITY, false);

    public static Range atLeast(double low) {
      return new Range(low, true, Double.POSITIVE_INFINITY, false);
    }

    public boolean contains(double value) {
      boolean aboveLow = lowIncluded ? value >= low : value > low;
      boolean belowHigh = highIncluded ? value <= high : value < high;
      return aboveLow && belowHigh;
    }

    /** The rule in words and brackets, such as "in (0, 1]" or "at least 1". */
    @Override
    public String toString() {
      if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
        return "any finite number";
      }
      if (high == Double.POSITIVE_INFINITY) {
        return (lowIncluded ? "at least " : "above ") + CanonicalJson.number(low);
      }
      return "in %s%s, %s%s"
          .formatted(
              lowIncluded ? "[" : "(",
              CanonicalJson.number(low),
              CanonicalJson.number(high),
              highIncluded ? "]" : ")");
    }
  }

  public Key {
    choices = List.copyOf(choices);
    Require.that(
        kind == Kind.CHOICE == !choices.isEmpty(), path, choices, "choices belong to a CHOICE");
  }

  public static Key number(String path, Range range, String unit, String meaning) {
    return new Key(
        path, Kind.NUMBER, Optional.empty(), Optional.empty(), range, List.of(), unit, meaning);
  }

  public static Key integer(String path, Range range, String unit, String meaning) {
    return new Key(
        path, Kind.INTEGER, Optional.empty(), Optional.empty(), range, List.of(), unit, meaning);
  }

  public static Key flag(String path, String meaning) {
    return new Key(
        path,
        Kind.FLAG,
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        List.of(),
        "dimensionless",
        meaning);
  }

  public static Key choice(String path, List<String> choices, String meaning) {
    return new Key(
        path,
        Kind.CHOICE,
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        choices,
        "dimensionless",
        meaning);
  }

  public static Key text(String path, String meaning) {
    return new Key(
        path,
        Kind.TEXT,
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        List.of(),
        "dimensionless",
        meaning);
  }

  public static Key numbers(String path, Range range, String unit, String meaning) {
    return new Key(
        path, Kind.NUMBERS, Optional.empty(), Optional.empty(), range, List.of(), unit, meaning);
  }

  public static Key names(String path, String meaning) {
    return new Key(
        path,
        Kind.NAMES,
        Optional.empty(),
        Optional.empty(),
        Range.ANY,
        List.of(),
        "dimensionless",
        meaning);
  }

  /** This key with a default that fits its kind. */
  public Key withDefault(Object value) {
    return new Key(path, kind, Optional.of(value), otherwise, range, choices, unit, meaning);
  }

  /** This key, which need not be given, with what holds then. */
  public Key otherwise(String words) {
    return new Key(path, kind, defaultValue, Optional.of(words), range, choices, unit, meaning);
  }

  /** This key under another path. */
  public Key at(String otherPath) {
    return new Key(otherPath, kind, defaultValue, otherwise, range, choices, unit, meaning);
  }

  /** Whether a config need not give it. */
  public boolean isOptional() {
    return defaultValue.isPresent() || otherwise.isPresent();
  }

  /** Whether its values are numbers or lists of them, so that they may be expressions. */
  public boolean isNumeric() {
    return kind == Kind.NUMBER || kind == Kind.INTEGER || kind == Kind.NUMBERS;
  }

  /** Whether its values are lists. */
  public boolean isList() {
    return kind == Kind.NUMBERS || kind == Kind.NAMES;
  }

  /**
   * The last part of the path, by which expressions and axes may name the key where it is unique.
   */
  public String shortName() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
