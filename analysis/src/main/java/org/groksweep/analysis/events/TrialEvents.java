package org.groksweep.analysis.events;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.groksweep.trainer.metrics.EndReason;

/**
 * A row of the events table, without the trial's own columns. Steps are those of recorded rows: a
 * passage lies in (lower, at], about 2 % wide with the default recording.
 *
 * @param memorizedAt first passage of the memorized rule, in steps; empty where there was none
 * @param memorizedLower the bracket's lower end
 * @param generalizedAt first passage of the generalized rule
 * @param generalizedLower the bracket's lower end
 * @param delay generalizedAt - memorizedAt, may be negative; empty where either is
 * @param generalizedAtEnd generalized, and the last recorded row lies on the crossed side
 * @param censored the budget ended before it generalized
 * @param outcome its kind; empty for crashed and timed-out trials, which are missing data
 */
public record TrialEvents(
    OptionalLong memorizedAt,
    OptionalLong memorizedLower,
    OptionalLong generalizedAt,
    OptionalLong generalizedLower,
    OptionalLong delay,
    boolean generalizedAtEnd,
    boolean censored,
    Optional<Outcome> outcome) {

  /** Of a trial that crashed before its first row. */
  public static final TrialEvents NONE =
      new TrialEvents(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          false,
          false,
          Optional.empty());

  /**
   * What the fold saw of generalization.
   *
   * @param passage the first
   * @param crossedAtEnd whether the last row is crossed
   * @param lastPhase of the last row
   * @param lastMean mean of the metric's last values, as many as the rule's dwell
   */
  record Generalization(
      Optional<Crossing> passage, boolean crossedAtEnd, String lastPhase, OptionalDouble lastMean) {

    boolean atEnd() {
      return passage.isPresent() && crossedAtEnd;
    }
  }

  static TrialEvents of(
      EventRules rules,
      EndReason status,
      Optional<Crossing> memorized,
      Generalization generalization) {
    Optional<Crossing> generalized = generalization.passage();
    OptionalLong delay = OptionalLong.empty();
    if (memorized.isPresent() && generalized.isPresent()) {
      delay = OptionalLong.of(generalized.get().step() - memorized.get().step());
    }
    return new TrialEvents(
        step(memorized),
        lower(memorized),
        step(generalized),
        lower(generalized),
        delay,
        generalization.atEnd(),
        generalized.isEmpty() && status == EndReason.COMPLETED,
        status.isResult()
            ? Optional.of(outcome(rules, status, memorized, generalization))
            : Optional.empty());
  }

  private static Outcome outcome(
      EventRules rules,
      EndReason status,
      Optional<Crossing> memorized,
      Generalization generalization) {
    if (status == EndReason.DIVERGED) {
      return Outcome.DIVERGED;
    }
    if (generalization.passage().isEmpty()) {
      return memorized.isEmpty() ? Outcome.CONFUSION : memorizedOnly(rules, generalization);
    }
    Crossing generalized = generalization.passage().get();
    if (!generalization.crossedAtEnd()) {
      return generalized.phase().equals(generalization.lastPhase()) ? Outcome.MIS : Outcome.UNGROK;
    }
    boolean delayed =
        memorized.isPresent()
            && generalized.step() > rules.immediateFactor() * memorized.get().step();
    return delayed ? Outcome.GROK : Outcome.IMMEDIATE;
  }

  private static Outcome memorizedOnly(EventRules rules, Generalization generalization) {
    boolean semi =
        generalization.lastMean().isPresent()
            && rules.semiCrossedBy(generalization.lastMean().getAsDouble());
    return semi ? Outcome.SEMI : Outcome.MEMORIZED;
  }

  private static OptionalLong step(Optional<Crossing> crossing) {
    return crossing.isEmpty() ? OptionalLong.empty() : OptionalLong.of(crossing.get().step());
  }

  private static OptionalLong lower(Optional<Crossing> crossing) {
    return crossing.isEmpty() ? OptionalLong.empty() : OptionalLong.of(crossing.get().lower());
  }
}
