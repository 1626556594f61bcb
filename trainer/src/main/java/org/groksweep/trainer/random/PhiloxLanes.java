package org.groksweep.trainer.random;

import java.util.Arrays;

/**
 * {@link Philox} for many keys at one counter: every array is indexed by lane, every loop runs
 * across lanes and does the same to each, so that the compiler vectorizes it. 32-bit words stand in
 * longs because Java 17 vectorizes the product of two longs but no widening one.
 */
final class PhiloxLanes {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final long WEYL_0 = 0x9E3779B9L;
  private static final long WEYL_1 = 0xBB67AE85L;
  private static final long LOW_32 = 0xFFFFFFFFL;

  private final long[] key0;
  private final long[] key1;
  private final long[] x0;
  private final long[] x1;
  private final long[] x2;
  private final long[] x3;

  PhiloxLanes(long[] keys) {
    this.key0 = new long[keys.length];
    this.key1 = new long[keys.length];
    for (int lane = 0; lane < keys.length; lane++) {
      key0[lane] = keys[lane] & LOW_32;
      key1[lane] = keys[lane] >>> 32;
    }
    this.x0 = new long[keys.length];
    this.x1 = new long[keys.length];
    this.x2 = new long[keys.length];
    this.x3 = new long[keys.length];
  }

  /** Gives lane {@code to} the key of lane {@code from}. */
  void copyLane(int from, int to) {
    key0[to] = key0[from];
    key1[to] = key1[from];
  }

  /**
   * Computes the block of a counter for the first lanes.
   *
   * @param first receives words 0 and 1 of each lane's block as one number, word 0 lowest
   * @param second receives words 2 and 3
   * @param c0 counter word 0, {@code c12} words 1 and 2 as one number, {@code c3} word 3
   */
  void blocks(long[] first, long[] second, int lanes, int c0, long c12, int c3) {
    Arrays.fill(x0, 0, lanes, c0 & LOW_32);
    Arrays.fill(x1, 0, lanes, c12 & LOW_32);
    Arrays.fill(x2, 0, lanes, c12 >>> 32);
    Arrays.fill(x3, 0, lanes, c3 & LOW_32);
    for (int number = 0; number < ROUNDS; number++) {
      // x1 and x3 keep whole products: what stands above their 32 bits is masked once mixed in.
      roundInPlace(x0, x1, x2, x3, key0, number * WEYL_0, key1, number * WEYL_1, lanes);
    }
    join(first, x0, x1, lanes);
    join(second, x2, x3, lanes);
  }

  private static void roundInPlace(
      long[] x0,
      long[] x1,
      long[] x2,
      long[] x3,
      long[] key0,
      long weyl0,
      long[] key1,
      long weyl1,
      int lanes) {
    for (int i = 0; i < lanes; i++) {
      long product0 = MULTIPLIER_0 * x0[i];
      long product1 = MULTIPLIER_1 * x2[i];
      x0[i] = ((product1 >>> 32) ^ x1[i] ^ (key0[i] + weyl0)) & LOW_32;
      x2[i] = ((product0 >>> 32) ^ x3[i] ^ (key1[i] + weyl1)) & LOW_32;
      x1[i] = product1;
      x3[i] = product0;
    }
  }

  private static void join(long[] joined, long[] low, long[] high, int lanes) {
    for (int i = 0; i < lanes; i++) {
      joined[i] = (high[i] << 32) | low[i];
    }
  }
}
