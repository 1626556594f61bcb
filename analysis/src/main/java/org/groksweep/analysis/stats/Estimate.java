package org.groksweep.analysis.stats;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A number estimated from trials, with how well it is known. Whatever is not known is empty; no
 * field is ever NaN or infinite.
 *
 * @param value in the unit of the quantity
 * @param standardError in the same unit, at least 0
 * @param lower end of the 95 % interval; empty where the data do not bound it from below
 * @param upper end of the 95 % interval; empty where the data do not bound it from above
 * @param trials that entered
 * @param censored those of them whose budget ended before the event
 * @param status what the number means, or why there is none
 * @param budget steps that a trial was given (the longest, where they differ); empty where no
 *     budget enters
 * @param assumption under which standard error and interval hold
 */
public record Estimate(
    OptionalDouble value,
    OptionalDouble standardError,
    OptionalDouble lower,
    OptionalDouble upper,
    long trials,
    long censored,
    FitStatus status,
    OptionalLong budget,
    String assumption) {

  /** Probability with which the interval is meant to hold. */
  public static final double LEVEL = 0.95;

  public Estimate {
    requireFinite("value", value);
    requireFinite("standardError", standardError);
    requireFinite("lower", lower);
    requireFinite("upper", upper);
    if (trials < 0 || censored < 0 || censored > trials) {
      throw new IllegalArgumentException(
          "censored: " + censored + " must be in [0, trials], with trials " + trials);
    }
    if (status == FitStatus.OK && value.isEmpty()) {
      throw new IllegalArgumentException("status: OK must come with a value");
    }
    if (lower.isPresent() && upper.isPresent() && lower.getAsDouble() > upper.getAsDouble()) {
      throw new IllegalArgumentException("lower: " + lower + " must be at most upper " + upper);
    }
  }

  /**
   * An estimate without a number.
   *
   * @param sample counts, budget and assumption
   */
  public static Estimate none(FitStatus status, Sample sample) {
    return of(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        new Bounds(OptionalDouble.empty(), OptionalDouble.empty()),
        status,
        sample);
  }

  /** An estimate from its parts. */
  public static Estimate of(
      OptionalDouble value,
      OptionalDouble standardError,
      Bounds bounds,
      FitStatus status,
      Sample sample) {
    return new Estimate(
        value,
        standardError,
        bounds.lower(),
        bounds.upper(),
        sample.trials(),
        sample.censored(),
        status,
        sample.budget(),
        sample.assumption());
  }

  /** An interval of which an end may be missing. */
  public record Bounds(OptionalDouble lower, OptionalDouble upper) {

    public static Bounds of(Interval interval) {
      return new Bounds(OptionalDouble.of(interval.lower()), OptionalDouble.of(interval.upper()));
    }
  }

  /** What an estimate was made from; see the fields of {@link Estimate}. */
  public record Sample(long trials, long censored, OptionalLong budget, String assumption) {}

  private static void requireFinite(String name, OptionalDouble number) {
    if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
      throw new IllegalArgumentException(
          name + ": " + number.getAsDouble() + " must be finite; leave it empty if unknown");
    }
  }
}
