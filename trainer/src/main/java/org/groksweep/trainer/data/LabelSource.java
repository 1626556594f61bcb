package org.groksweep.trainer.data;

import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/** Where the labels of pairs of symbols come from. */
public enum LabelSource {
  /** The operation's results. */
  OPERATION,
  /**
   * Uniform over the symbols, each pair for itself: nothing but memory helps, which measures how
   * much a network can memorize.
   */
  RANDOM,
  /**
   * Uniform over the symbols, one draw for (a, b) and (b, a): random, and commutative as addition
   * is.
   */
  RANDOM_SYMMETRIC;

  /**
   * The labels of all pairs [symbols, symbols], the second counting fastest. The random label of a
   * pair is the draw of the stream {@link Stream#DATA} at step 0 and the pair's place; of a tied
   * pair the place with the smaller symbol first.
   *
   * @param results the operation's, [symbols, symbols]
   * @param symbols number of them
   * @param seed of the random labels; without effect on the operation's
   */
  int[] labels(int[] results, int symbols, long seed) {
    if (this == OPERATION) {
      return results;
    }

    RandomStream draws = new RandomStream(SeedStreams.of(seed), Stream.DATA);
    int[] labels = new int[results.length];
    for (int a = 0; a < symbols; a++) {
      for (int b = 0; b < symbols; b++) {
        boolean swapped = this == RANDOM_SYMMETRIC && b < a;
        int place = swapped ? b * symbols + a : a * symbols + b;
        labels[a * symbols + b] = draws.below(symbols, 0, place);
      }
    }
    return labels;
  }
}
