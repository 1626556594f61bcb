package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.data.Examples;

/** Inputs that are 1 in a few places and 0 elsewhere, such as pairs of symbols. */
final class OneHot {

  private OneHot() {}

  /**
   * How often 1 stands in each of the named inputs; 0 if the number differs, if anything else than
   * 0 and 1 is there, or if more than half of an input is 1.
   */
  static int onesPerRow(Examples examples, int[] names) {
    double[] input = new double[examples.features()];
    int ones = -1;
    for (int name : names) {
      examples.copyInput(name, input, 0);
      int here = ones(input);
      if (here <= 0 || 2 * here > input.length || (ones >= 0 && here != ones)) {
        return 0;
      }
      ones = here;
    }
    return Math.max(ones, 0);
  }

  private static int ones(double[] input) {
    int ones = 0;
    for (double value : input) {
      if (value != 0 && value != 1) {
        return 0;
      }
      ones += value == 1 ? 1 : 0;
    }
    return ones;
  }

  /** Writes the ascending places of an input's ones. */
  static void copyPlaces(double[] input, int[] places, int offset) {
    int next = offset;
    for (int place = 0; place < input.length; place++) {
      if (input[place] == 1) {
        places[next++] = place;
      }
    }
  }
}
