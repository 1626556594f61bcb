package org.groksweep.trainer.data;

import java.util.Arrays;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * A stratified hold-out: each class gives its share, and which of its examples is drawn once for
 * all sweeps.
 */
public final class HoldOut {

  private HoldOut() {}

  /**
   * The examples in their order, those of the hold-out after all others.
   *
   * @param labels of the examples, each in [0, classes); one class for a plain random draw
   * @param classes number of classes
   * @param testExamples size of the hold-out, in [0, number of examples]
   */
  public static int[] last(int[] labels, int classes, int testExamples) {
    int[][] members = members(labels, classes);
    int[] quotas = quotas(members, labels.length, testExamples);
    // The draw is part of the data set: one fixed seed, whatever the seeds of the trials are.
    RandomStream draws = new RandomStream(SeedStreams.of(0), Stream.DATA);
    boolean[] heldOut = new boolean[labels.length];
    for (int label = 0; label < classes; label++) {
      int[] order = new int[members[label].length];
      draws.shuffle(order, label);
      for (int i = 0; i < quotas[label]; i++) {
        heldOut[members[label][order[i]]] = true;
      }
    }
    return last(heldOut);
  }

  /** The examples in their order, those held out after all others. */
  public static int[] last(boolean[] heldOut) {
    int[] order = new int[heldOut.length];
    int next = 0;
    for (int example = 0; example < heldOut.length; example++) {
      if (!heldOut[example]) {
        order[next++] = example;
      }
    }
    for (int example = 0; example < heldOut.length; example++) {
      if (heldOut[example]) {
        order[next++] = example;
      }
    }
    return order;
  }

  private static int[][] members(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    int[][] members = new int[classes][];
    Arrays.setAll(members, label -> new int[counts[label]]);
    Arrays.fill(counts, 0);
    for (int example = 0; example < labels.length; example++) {
      members[labels[example]][counts[labels[example]]++] = example;
    }
    return members;
  }

  /** Each class's part of the hold-out, by largest remainders; the lower label wins a tie. */
  private static int[] quotas(int[][] members, int examples, int testExamples) {
    int[] quotas = new int[members.length];
    long[] remainders = new long[members.length];
    int given = 0;
    for (int label = 0; label < members.length; label++) {
      long share = (long) members[label].length * testExamples;
      quotas[label] = (int) (share / examples);
      remainders[label] = share % examples;
      given += quotas[label];
    }
    for (; given < testExamples; given++) {
      int largest = 0;
      for (int label = 1; label < members.length; label++) {
        largest = remainders[label] > remainders[largest] ? label : largest;
      }
      quotas[largest]++;
      remainders[largest] = -1;
    }
    return quotas;
  }
}
