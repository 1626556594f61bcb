package org.groksweep.trainer.engine.dense;

/**
 * How a matrix product of [height, depth]·[depth, width] is cut for OpenBLAS's kernels for small
 * matrices, which take products of up to so many multiplications and spare the copy of both factors
 * that the kernels for large ones begin with: 96 to 114 GFLOP/s beside 80 to 97 on products of 200
 * by 200 by 200 and 784 (AMD EPYC 9004, float32, OpenBLAS 0.3.31).
 */
final class Tiles {

  /** No cut: a volume that no product of arrays has. */
  static final int WHOLE = Integer.MAX_VALUE;

  // Four registers of 16 floats; the kernels work on so many at once.
  private static final int HEIGHT = 64;
  private static final int MOST_DEPTH = 256;

  private Tiles() {}

  /** The most of a tile's depth. */
  static int depth(int depth, int volume) {
    return volume == WHOLE ? depth : evenly(depth, MOST_DEPTH);
  }

  /** The most of a tile's width at a depth. */
  static int width(int width, int depth, int volume) {
    return volume == WHOLE ? width : evenly(width, Math.max(1, volume / (HEIGHT * depth)));
  }

  /** The most of a tile's height. */
  static int height(int height, int volume) {
    return volume == WHOLE ? height : Math.min(height, HEIGHT);
  }

  // Parts of nearly the same size, so that none is so short that its call costs more than it.
  private static int evenly(int length, int most) {
    int parts = (length + most - 1) / most;
    return (length + parts - 1) / parts;
  }
}
