package org.groksweep.analysis.critical;

import java.util.OptionalDouble;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Estimate.Bounds;
import org.groksweep.analysis.stats.Proportion;

/**
 * Bounds on the size at which zeros turn into ones that need no curve: only that the probability
 * does not fall with the size.
 *
 * <p>The lower end is the largest size L for which "the critical size is at most L" is rejected:
 * then every size from L on has probability at least 1/2, and the outcomes from L to the crossing
 * are too few successes for that (one-sided binomial test at 2.5 %). So a size where all of six or
 * more seeds fail bounds alone (2⁻⁶ = 1.6 %); with fewer seeds the bracket widens by whole sizes
 * until the pooled outcomes suffice. The upper end mirrors it. The test is exact for a bound at one
 * size; pooling takes trials of one seed at different sizes as independent.
 */
final class Bracket {

  private static final double ONE_SIDED_ERROR = (1 - Estimate.LEVEL) / 2;

  private final double[] counts;
  private final double[] successes;
  private final SeedCurves curves;

  /** The bracket of curves whose responses are 0 or 1. */
  Bracket(SeedCurves outcomes) {
    this.curves = outcomes;
    this.counts = outcomes.counts();
    this.successes = outcomes.sums();
  }

  /**
   * The ends, in ln(examples); an end is empty where the grid ends before it.
   *
   * @param crossing an estimate of the size, in ln(examples), that lies between them
   */
  Bounds around(double crossing) {
    OptionalDouble lower = OptionalDouble.empty();
    OptionalDouble upper = OptionalDouble.empty();
    for (int size = 0; size < counts.length; size++) {
      double x = curves.logSize(size);
      if (x <= crossing && rejects(size, +1)) {
        lower = OptionalDouble.of(x);
      }
      if (x >= crossing && upper.isEmpty() && rejects(size, -1)) {
        upper = OptionalDouble.of(x);
      }
    }
    return new Bounds(lower, upper);
  }

  /** Whether the outcomes from {@code size} on towards the crossing contradict it being beyond. */
  private boolean rejects(int size, int direction) {
    long pooled = 0;
    long wrong = 0;
    for (int i = size; i >= 0 && i < counts.length; i += direction) {
      double unexpected = direction > 0 ? successes[i] : counts[i] - successes[i];
      if (2 * unexpected > counts[i]) {
        return false;
      }
      pooled += Math.round(counts[i]);
      wrong += Math.round(unexpected);
      if (new Proportion(wrong, pooled).probabilityOfAtMost(0.5) <= ONE_SIDED_ERROR) {
        return true;
      }
    }
    return false;
  }
}
