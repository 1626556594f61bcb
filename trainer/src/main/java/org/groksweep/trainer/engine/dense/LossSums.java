package org.groksweep.trainer.engine.dense;

/** Sums over the examples of one pass; emptied before each. */
final class LossSums {

  /** Of the examples' losses. */
  double loss;

  /** Of the squares of all outputs. */
  double squaredOutputs;

  /** Of examples whose largest output, the first of equals, is the label's. */
  long correct;

  /** Examples seen. */
  long examples;

  void clear() {
    loss = 0;
    squaredOutputs = 0;
    correct = 0;
    examples = 0;
  }

  double meanLoss() {
    return loss / examples;
  }

  double accuracy() {
    return correct / (double) examples;
  }

  /** Root mean square over examples of the output's norm. */
  double logitNorm() {
    return Math.sqrt(squaredOutputs / examples);
  }
}
