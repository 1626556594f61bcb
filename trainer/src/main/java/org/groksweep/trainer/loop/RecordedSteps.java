package org.groksweep.trainer.loop;

import java.util.OptionalDouble;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Recording.Every;
import org.groksweep.trainer.spec.Recording.Spacing;

/**
 * The steps of one phase at which a row is recorded: a pure function of the recording, the phase's
 * length and the static costs, so that any attempt records the same rows.
 */
public final class RecordedSteps {

  // Widening by a quarter of (ratio - 1) at a time lands within a quarter of what is allowed.
  private static final double WIDENING = 1.25;
  private static final double WIDEST_RATIO = 1e6;

  private final long maxSteps;
  private final long every;
  private final double ratio;

  private RecordedSteps(long maxSteps, long every, double ratio) {
    this.maxSteps = maxSteps;
    this.every = every;
    this.ratio = ratio;
  }

  /**
   * The recorded steps of a phase.
   *
   * @param maxSteps the phase's length
   * @param stepFlops static cost of an update
   * @param evaluationFlops static cost of a recorded row
   */
  public static RecordedSteps of(
      Recording recording, long maxSteps, double stepFlops, double evaluationFlops) {
    long every = Long.MAX_VALUE;
    for (Spacing spacing : recording.spacings()) {
      if (spacing instanceof Every fixed) {
        every = Math.min(every, fixed.steps());
      }
    }
    double ratio = recording.ratio().orElse(Double.POSITIVE_INFINITY);
    double allowed = recording.maxEvaluationShare() * maxSteps * stepFlops;
    while (ratio < WIDEST_RATIO
        && new RecordedSteps(maxSteps, Long.MAX_VALUE, ratio).count() * evaluationFlops > allowed) {
      ratio = 1 + (ratio - 1) * WIDENING;
    }
    return new RecordedSteps(maxSteps, every, ratio);
  }

  /**
   * The first recorded step after {@code step}, at most the phase's last; {@code step} is below it.
   */
  public long after(long step) {
    long next = maxSteps;
    if (every != Long.MAX_VALUE) {
      next = Math.min(next, (step / every + 1) * every);
    }
    if (ratio < WIDEST_RATIO) {
      next = Math.min(next, nextGeometric(step));
    }
    return next;
  }

  /** The geometric sequence's ratio, widened where it had to be; empty if there is none. */
  OptionalDouble ratio() {
    return Double.isFinite(ratio) ? OptionalDouble.of(ratio) : OptionalDouble.empty();
  }

  /** The recorded steps of a phase that ends before its budget does. */
  RecordedSteps endingAt(long step) {
    return new RecordedSteps(step, every, ratio);
  }

  /** Number of rows of the phase, its first and last step included. */
  public long count() {
    boolean geometric = ratio < WIDEST_RATIO;
    boolean fixed = every != Long.MAX_VALUE;
    if (!geometric || every == 1) {
      return 1 + (fixed ? (maxSteps + every - 1) / every : 1);
    }
    // Both sequences are walked once; the part that grows by ones is counted without a walk.
    long ones = Math.min(maxSteps, lastOfOnes());
    long rows = 1 + ones;
    long nextFixed = fixed ? (ones / every + 1) * every : maxSteps;
    long nextGeometric = grown(ones);
    for (long step = ones; step < maxSteps; rows++) {
      step = Math.min(maxSteps, Math.min(nextFixed, nextGeometric));
      nextFixed += step == nextFixed ? every : 0;
      nextGeometric = step == nextGeometric ? grown(step) : nextGeometric;
    }
    return rows;
  }

  // From any step: the sequence 0, 1, … is walked in closed form where it still grows by ones.
  private long nextGeometric(long step) {
    long at = Math.min(step, lastOfOnes());
    while (at <= step) {
      at = grown(at);
    }
    return at;
  }

  // Up to here the sequence holds every integer: ratio·s is at most s + 1 for s at most
  // 1/(ratio-1).
  private long lastOfOnes() {
    return (long) (1 / (ratio - 1));
  }

  private long grown(long step) {
    return Math.max(step + 1, (long) Math.ceil(step * ratio));
  }
}
