package org.groksweep.driver.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.driver.run.ProgressListener.Progress;

/**
 * Adds up what the attempts of a run report, from any thread, and tells the listener, one call at a
 * time. An attempt that was lost takes back what it had reported.
 */
public final class ProgressBoard {

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  // So many failures in a row, with no success between, are the storage's and not a bundle's.
  private static final int HOPELESS_FAILURES = 8;

  private final ProgressListener listener;
  private final BooleanSupplier stopRequested;
  private final Map<String, Long> steps = new HashMap<>();
  private final Map<String, Long> trials = new HashMap<>();
  private int bundlesEnded;
  private long trialsOfEnded;
  private long stepsOfEnded;
  private int failuresInARow;
  private long lastTold = System.nanoTime() - QUIET_NANOS;

  /**
   * @param stopRequested whether the run was told to stop
   */
  ProgressBoard(ProgressListener listener, BooleanSupplier stopRequested) {
    this.listener = listener;
    this.stopRequested = stopRequested;
  }

  /** Whether attempts should stop: on request, or because one after the other fails. */
  public synchronized boolean stopped() {
    return stopRequested.getAsBoolean() || failuresInARow >= HOPELESS_FAILURES;
  }

  /**
   * An attempt has begun.
   *
   * @param attempt any name that no other attempt of the run has
   */
  public synchronized void started(String attempt) {
    steps.put(attempt, 0L);
    trials.put(attempt, 0L);
    tell(true);
  }

  /**
   * Where an attempt stands.
   *
   * @param stepsSoFar updates since its beginning; ended trials count with their whole budget
   */
  public synchronized void progressed(String attempt, long stepsSoFar) {
    if (steps.replace(attempt, stepsSoFar) != null) {
      tell(false);
    }
  }

  /** A trial of an attempt has ended. */
  public synchronized void trialEnded(String attempt, TrialEnd end) {
    trials.merge(attempt, 1L, Long::sum);
    listener.trialEnded(end);
    tell(true);
  }

  /** An attempt has ended. */
  public synchronized void ended(String attempt, Bundle bundle, AttemptResult result) {
    lost(attempt);
    if (result.end() == End.COMMITTED || result.end() == End.OVERTAKEN) {
      bundlesEnded++;
      trialsOfEnded += bundle.trials().size();
      stepsOfEnded += budgetOf(bundle);
      failuresInARow = 0;
    } else if (result.end() == End.INFRASTRUCTURE) {
      failuresInARow++;
    }
    tell(true);
  }

  /** An attempt has gone without a result. */
  public synchronized void lost(String attempt) {
    steps.remove(attempt);
    trials.remove(attempt);
    tell(false);
  }

  /** Forgets failures so far: a new wave may find a mended world. */
  synchronized void forgiveFailures() {
    failuresInARow = 0;
  }

  /** The sum of the budgets of a bundle's trials, in steps. */
  static long budgetOf(Bundle bundle) {
    return bundle.trials().stream().mapToLong(trial -> trial.spec().maxSteps()).sum();
  }

  private void tell(boolean atOnce) {
    long now = System.nanoTime();
    if (!atOnce && now - lastTold < QUIET_NANOS) {
      return;
    }
    lastTold = now;
    listener.progressed(
        new Progress(
            steps.size(), bundlesEnded, trialsOfEnded + sum(trials), stepsOfEnded + sum(steps)));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
