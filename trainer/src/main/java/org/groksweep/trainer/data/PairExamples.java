package org.groksweep.trainer.data;

import java.util.Arrays;

/**
 * Pairs (a, b) of symbols, each once, in the order of a, then b; the label is a symbol too. An
 * input is one-hot(a) followed by one-hot(b), [2 · symbols]. There is no hold-out.
 */
final class PairExamples implements Examples {

  private final int symbols;

  /** Of an example, symbols·a + b. */
  private final int[] pairs;

  /** Of a pair, [symbols, symbols]. */
  private final int[] labels;

  /**
   * The pairs with b ≥ firstB.
   *
   * @param symbols number of them
   * @param firstB 0 for all pairs
   * @param labels of all pairs, [symbols, symbols]
   */
  PairExamples(int symbols, int firstB, int[] labels) {
    this.symbols = symbols;
    this.labels = labels;
    this.pairs = new int[symbols * (symbols - firstB)];
    int example = 0;
    for (int pair = 0; pair < labels.length; pair++) {
      if (pair % symbols >= firstB) {
        pairs[example++] = pair;
      }
    }
  }

  @Override
  public int count() {
    return pairs.length;
  }

  @Override
  public int available() {
    return pairs.length;
  }

  @Override
  public int features() {
    return 2 * symbols;
  }

  @Override
  public int outputs() {
    return symbols;
  }

  @Override
  public boolean isClassification() {
    return true;
  }

  @Override
  public int label(int example) {
    return labels[pairs[example]];
  }

  @Override
  public void copyInput(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + 2 * symbols, 0);
    target[offset + pairs[example] / symbols] = 1;
    target[offset + symbols + pairs[example] % symbols] = 1;
  }

  @Override
  public void copyTarget(int example, double[] target, int offset) {
    Arrays.fill(target, offset, offset + symbols, 0);
    target[offset + label(example)] = 1;
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(this);
  }
}
