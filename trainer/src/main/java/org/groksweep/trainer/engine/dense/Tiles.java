package org.groksweep.trainer.engine.dense;

/**
 * How a matrix product of [height, depth]·[depth, width] is cut for OpenBLAS's kernels for small
 * matrices, which take products of up to so many multiplications and spare the copy of both factors
 * that the kernels for large ones begin with.
 *
 * <p>They read a tile of the first factor once for every few columns of the second, so it must stay
 * in the first-level cache: no more than half of it, and its columns in different places. Where
 * columns lie a large power of two apart, as in layers of 256 and 512 units, few find room together
 * and the product stays whole, since a copy has no such strides. Of 200 by 200 by 200 in float32
 * tiles make 140 to 156 GFLOP/s beside 126 to 132 (Intel Xeon, model 207, OpenBLAS 0.3.31).
 *
 * @param volume the most multiplications of a tile; a product that has no more is not cut
 * @param bytes of a number
 */
record Tiles(int volume, int bytes) {

  /** The tiles' height: two registers of 16 floats. */
  static final int HEIGHT = 32;

  private static final int MOST_BYTES = 16 << 10;

  // A shorter tile spends its time on adding to the result.
  private static final int LEAST_DEPTH = 64;

  // Of today's processors with AVX-512, the smallest cache: 32 KiB in 64 sets of 8 lines.
  private static final int LINE_BYTES = 64;
  private static final int SETS = 64;
  private static final int WAYS = 8;

  /** No tiles: a volume that no product of arrays has. */
  static Tiles none(int bytes) {
    return new Tiles(Integer.MAX_VALUE, bytes);
  }

  /**
   * Whether a product is cut.
   *
   * @param stride numbers from one column of the first factor to the next
   */
  boolean cut(int height, int width, int depth, int stride) {
    return (long) height * width * depth > volume && mostDepth(stride) >= LEAST_DEPTH;
  }

  /** The depth of the tiles of a product that is cut. */
  int depth(int depth, int stride) {
    return evenly(depth, mostDepth(stride));
  }

  /** The width of such tiles. */
  int width(int width, int depth) {
    return evenly(width, Math.max(1, volume / (HEIGHT * depth)));
  }

  private int mostDepth(int stride) {
    return Math.min(MOST_BYTES / (HEIGHT * bytes), columnsTogether(stride));
  }

  // Columns that are whole lines apart begin in SETS / gcd(SETS, lines) sets alone.
  private int columnsTogether(int stride) {
    long lines = (long) stride * bytes / LINE_BYTES;
    boolean spread = (long) stride * bytes % LINE_BYTES != 0;
    return spread ? Integer.MAX_VALUE : WAYS * (int) (SETS / powerOfTwoIn(lines));
  }

  private static long powerOfTwoIn(long lines) {
    return Math.min(SETS, Long.lowestOneBit(lines));
  }

  // Parts of nearly the same size, so that none is so short that its call costs more than it.
  private static int evenly(int length, int most) {
    int parts = (length + most - 1) / most;
    return (length + parts - 1) / parts;
  }
}
