package org.groksweep.driver.run;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.TrialId;

/**
 * What a run is asked to do with the bundles that are missing.
 *
 * @param only bundles that hold a trial of this condition; empty for all
 * @param maxTrials bundles are started until they hold so many trials, at least 1; empty for all
 * @param timeLimit after which no further bundle is started; those that run are finished
 * @param trialTimeLimit after which a trial ends as TIMED_OUT; empty for never
 * @param retry bundles with trials that ended so are trained again; CRASHED and TIMED_OUT at most,
 *     since all else is a result
 * @param skip trials that are not trained but recorded as CRASHED
 * @param checkpointFlops arithmetic between two checkpoints, by the static estimate, above 0
 */
public record RunOptions(
    Optional<TrialCondition> only,
    OptionalLong maxTrials,
    Optional<Duration> timeLimit,
    Optional<Duration> trialTimeLimit,
    Set<EndReason> retry,
    Set<TrialId> skip,
    double checkpointFlops) {

  /** Minutes of one core on small networks, some ten seconds at the best that BLAS does. */
  public static final double CHECKPOINT_FLOPS = 1e12;

  public static final RunOptions DEFAULT =
      new RunOptions(
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Set.of(),
          CHECKPOINT_FLOPS);

  public RunOptions {
    retry = Set.copyOf(retry);
    skip = Set.copyOf(skip);
    if (maxTrials.isPresent() && maxTrials.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "limit: " + maxTrials.getAsLong() + " must be at least 1 trial");
    }
    if (!(checkpointFlops > 0)) {
      throw new IllegalArgumentException(
          "checkpointFlops: " + checkpointFlops + " must be above 0");
    }
    timeLimit.ifPresent(limit -> requirePositive("timeLimit", limit));
    trialTimeLimit.ifPresent(limit -> requirePositive("trialTimeLimit", limit));
    if (!EnumSet.of(EndReason.CRASHED, EndReason.TIMED_OUT).containsAll(retry)) {
      throw new IllegalArgumentException(
          "retry: " + retry + " must be CRASHED or TIMED_OUT; the others are results");
    }
  }

  /** The same with another distance between checkpoints. */
  public RunOptions withCheckpointFlops(double flops) {
    return new RunOptions(only, maxTrials, timeLimit, trialTimeLimit, retry, skip, flops);
  }

  private static void requirePositive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(name + ": " + limit + " must be above 0");
    }
  }
}
