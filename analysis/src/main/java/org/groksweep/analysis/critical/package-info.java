/**
 * Critical dataset sizes: from the trials of one group to the size at which networks begin to
 * generalize, with its interval or the reason why there is none.
 *
 * <p>Start at {@link org.groksweep.analysis.critical.CriticalSizeEstimator}. Pure: the JDK,
 * Hipparchus and {@code stats}.
 *
 * <p>How the interval comes about. Trials of one seed share a nested order of examples, so whole
 * seeds, not trials, are independent. The interval is every midpoint that a t-test over the seeds'
 * scores does not reject ({@link org.groksweep.analysis.critical.ScoreTest}); a bootstrap has zero
 * width where the transition is sharp, this has not. Where at most one size has mixed outcomes the
 * curve's shape is unknown and only a bracket is stated ({@link
 * org.groksweep.analysis.critical.Bracket}).
 */
package org.groksweep.analysis.critical;
