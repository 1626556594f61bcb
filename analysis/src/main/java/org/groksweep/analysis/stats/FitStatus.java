package org.groksweep.analysis.stats;

/** What an estimate's number means, or why there is none. */
public enum FitStatus {
  /** The number and its interval mean what their definitions say. */
  OK,
  /**
   * All trials below a size fail and all above it succeed: the interval is a bracket of sizes,
   * which holds with at least its nominal probability, and the number is but a point inside it.
   */
  SEPARATED,
  /** The quantity lies outside what was tried; nothing is extrapolated. */
  OUTSIDE_GRID,
  /** There are fewer points or seeds than the estimate needs. */
  TOO_FEW_POINTS,
  /** Trials that crashed or timed out are missing. */
  INCOMPLETE,
  /** No event was seen within the budget. */
  ALL_CENSORED,
  /** The numerical search did not end. */
  NOT_CONVERGED
}
