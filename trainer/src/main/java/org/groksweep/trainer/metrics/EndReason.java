package org.groksweep.trainer.metrics;

/** How a trial ended: the status column of the trials table. */
public enum EndReason {
  /** All its steps were done. */
  COMPLETED,
  /** A stop rule ended it: a result. */
  STOPPED,
  /** Its last phase ended at its passage: a result. */
  ESCAPED,
  /** A loss was not finite: a result, a failure to generalize. */
  DIVERGED,
  /** It failed by its own error: missing data. */
  CRASHED,
  /** It ran out of its wall-clock limit: missing data. */
  TIMED_OUT;

  /** Whether the trial's numbers are a result rather than missing data. */
  public boolean isResult() {
    return this != CRASHED && this != TIMED_OUT;
  }
}
