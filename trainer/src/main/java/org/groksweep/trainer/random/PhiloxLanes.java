package org.groksweep.trainer.random;

import java.util.Arrays;

/**
 * {@link Philox} for many keys at one counter: every array is indexed by lane, every loop runs
 * across lanes and does the same to each, so that the compiler vectorizes it. A product's upper
 * word comes from products of 16-bit halves: Java 17 vectorizes those at twice as many lanes as
 * products of longs, and no widening ones.
 */
final class PhiloxLanes {

  private static final int ROUNDS = 10;
  private static final long WORD = 0xFFFFFFFFL;
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final int[] key0;
  private final int[] key1;
  private int[] x0;
  private final int[] x1;
  private int[] x2;
  private final int[] x3;
  private int[] spare0;
  private int[] spare2;

  PhiloxLanes(long[] keys) {
    int lanes = keys.length;
    this.key0 = new int[lanes];
    this.key1 = new int[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      key0[lane] = (int) keys[lane];
      key1[lane] = (int) (keys[lane] >>> 32);
    }
    this.x0 = new int[lanes];
    this.x1 = new int[lanes];
    this.x2 = new int[lanes];
    this.x3 = new int[lanes];
    this.spare0 = new int[lanes];
    this.spare2 = new int[lanes];
  }

  void setKey(int lane, long key) {
    key0[lane] = (int) key;
    key1[lane] = (int) (key >>> 32);
  }

  /** Gives lane {@code to} the key of lane {@code from}. */
  void copyLane(int from, int to) {
    key0[to] = key0[from];
    key1[to] = key1[from];
  }

  /** Computes the block of a counter for the first lanes; {@link #word} then tells it. */
  void compute(int lanes, int c0, int c1, int c2, int c3) {
    // The first round's products are those of the counter, the same in all lanes.
    long first = (c2 & WORD) * (MULTIPLIER_1 & WORD);
    long second = (c0 & WORD) * (MULTIPLIER_0 & WORD);
    combine(x0, (int) (first >>> 32) ^ c1, key0, lanes);
    combine(x2, (int) (second >>> 32) ^ c3, key1, lanes);
    Arrays.fill(x1, 0, lanes, (int) first);
    Arrays.fill(x3, 0, lanes, (int) second);
    for (int round = 1; round < ROUNDS; round++) {
      mix(spare0, x2, x1, key0, round * WEYL_0, MULTIPLIER_1, lanes);
      mix(spare2, x0, x3, key1, round * WEYL_1, MULTIPLIER_0, lanes);
      int[] used0 = x0;
      x0 = spare0;
      spare0 = used0;
      int[] used2 = x2;
      x2 = spare2;
      spare2 = used2;
    }
  }

  /** [lanes] word 0 to 3 of the last block. */
  int[] word(int number) {
    return switch (number) {
      case 0 -> x0;
      case 1 -> x1;
      case 2 -> x2;
      default -> x3;
    };
  }

  /** mixed ← word ^ key. */
  private static void combine(int[] mixed, int word, int[] key, int lanes) {
    for (int i = 0; i < lanes; i++) {
      mixed[i] = word ^ key[i];
    }
  }

  /** mixed ← upper word of the product ^ kept ^ key; kept ← lower word of the product. */
  private static void mix(
      int[] mixed, int[] factor, int[] kept, int[] key, int weyl, int multiplier, int lanes) {
    int low = multiplier & 0xFFFF;
    int high = multiplier >>> 16;
    for (int i = 0; i < lanes; i++) {
      int factorLow = factor[i] & 0xFFFF;
      int factorHigh = factor[i] >>> 16;
      // None of these sums exceeds 32 bits: (2¹⁶ - 1)² + 2¹⁶ - 1 < 2³².
      int middle = factorHigh * low + ((factorLow * low) >>> 16);
      int carry = factorLow * high + (middle & 0xFFFF);
      int upper = factorHigh * high + (middle >>> 16) + (carry >>> 16);
      mixed[i] = upper ^ kept[i] ^ (key[i] + weyl);
      kept[i] = multiplier * factor[i];
    }
  }
}
