package org.groksweep.trainer.random;

/**
 * The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw, 2011, "Parallel random
 * numbers: as easy as 1, 2, 3"): ten rounds of a keyed bijection of 128-bit counters.
 *
 * <p>The words of a block are uniform 32-bit numbers. Blocks of different counters or keys are
 * independent for all practical purposes.
 */
public final class Philox {

  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW_32 = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * Writes the block of a counter and key to {@code block}.
   *
   * @param block receives four words
   * @param c0 to {@code c3} the counter, lowest word first
   * @param k0 and {@code k1} the key, lowest word first
   */
  public static void block(int[] block, int c0, int c1, int c2, int c3, int k0, int k1) {
    int x0 = c0;
    int x1 = c1;
    int x2 = c2;
    int x3 = c3;
    int key0 = k0;
    int key1 = k1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (x0 & LOW_32);
      long product1 = MULTIPLIER_1 * (x2 & LOW_32);
      int y0 = (int) (product1 >>> 32) ^ x1 ^ key0;
      int y2 = (int) (product0 >>> 32) ^ x3 ^ key1;
      x1 = (int) product1;
      x3 = (int) product0;
      x0 = y0;
      x2 = y2;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    block[0] = x0;
    block[1] = x1;
    block[2] = x2;
    block[3] = x3;
  }
}
