package org.groksweep.trainer.random;

import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * The random numbers of one stream of one trial, addressed by step and index.
 *
 * <p>Counter layout: word 0 the block's index, words 1 and 2 the step, word 3 the stream's code;
 * key: the stream's seed. A double takes half a block, so index i lies in block i / 2. What step
 * and index mean is the stream's user's to say; no address is used for two purposes.
 */
public final class RandomStream {

  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  private final int key0;
  private final int key1;
  private final int code;
  // One block of scratch, so that drawing allocates nothing; it carries no state between draws.
  private final int[] block = new int[4];

  public RandomStream(SeedStreams seeds, Stream stream) {
    long seed = seeds.seedOf(stream);
    this.key0 = (int) seed;
    this.key1 = (int) (seed >>> 32);
    this.code = stream.code();
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  public double uniform(long step, long index) {
    draw(step, index >>> 1);
    return (bits(index) >>> 11) * TWO_TO_MINUS_53;
  }

  /**
   * Standard normal, by the Box-Muller transform of the block's two uniforms: the cosine branch for
   * an even index, the sine branch for an odd one. |value| is at most 8.6.
   */
  public double gaussian(long step, long index) {
    draw(step, index >>> 1);
    // 1 - u lies in (0, 1], so the logarithm is finite.
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - (bits(0) >>> 11) * TWO_TO_MINUS_53));
    double angle = 2 * Math.PI * ((bits(1) >>> 11) * TWO_TO_MINUS_53);
    return radius * ((index & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /**
   * Standard normal, by the Box-Muller transform of two 32-bit words, as {@link NormalLanes} draws
   * for many trials: a block has four, at indices 4 · block on. |value| is below 6.77. For noise,
   * of which billions are drawn; a stream uses this or {@link #gaussian}, whose addresses overlap.
   */
  public double normal(long step, long index) {
    draw(step, index >>> 2);
    int pair = (int) (index & 2);
    double radius =
        WordNormals.radius(WordNormals.logarithm(block[pair]), WordNormals.mantissa(block[pair]));
    double sine = WordNormals.quarterSine((double) block[pair + 1]);
    double cosine = WordNormals.quarterCosine((double) block[pair + 1]);
    return (index & 1) == 0
        ? WordNormals.cosine(radius, sine, cosine)
        : WordNormals.sine(radius, sine, cosine);
  }

  /** Uniform in {0, …, bound - 1}; its bias is below bound · 2⁻⁶³. */
  public int below(int bound, long step, long index) {
    draw(step, index >>> 1);
    return (int) Math.multiplyHigh(bits(index) >>> 1, 2L * bound);
  }

  /**
   * Fills {@code order} with a uniform random order of 0 … order.length - 1 (Fisher-Yates); it uses
   * indices 0 to order.length - 1 of the step.
   */
  public void shuffle(int[] order, long step) {
    for (int i = 0; i < order.length; i++) {
      int j = below(i + 1, step, i);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private void draw(long step, long blockIndex) {
    Philox.block(block, (int) blockIndex, (int) step, (int) (step >>> 32), code, key0, key1);
  }

  private long bits(long index) {
    int word = (int) (index & 1) * 2;
    return ((long) block[word + 1] << 32) | (block[word] & 0xFFFFFFFFL);
  }
}
