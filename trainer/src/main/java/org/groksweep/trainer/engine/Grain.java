package org.groksweep.trainer.engine;

/**
 * Keeps numbers that live from step to step from becoming subnormal, by a grain that is added and
 * taken away again.
 *
 * <p>Weights that only decay, and the momenta of parameters without a gradient, shrink by a factor
 * per step for as long as a trial lasts. Below the smallest normal number (2^-126 in float32) one
 * operation takes an Intel processor some 150 cycles, and there they stay: rounded to nearest, 0.9
 * of four smallest numbers is four again. With a grain they stay at a few of the sum's last places
 * instead: normal, with room for a product by a learning rate, and never 0 by decay alone, so that
 * a collapsed network can still grow again. A number of at least 2^25 grains keeps its bits, one of
 * at least a grain is rounded once more.
 */
public final class Grain {

  // One and a half powers of two: the sum has the same last place for both signs.
  private static final float FLOAT = 0x1.8p-77f;
  private static final float SQUARE_FLOAT = 0x1.8p-100f;
  private static final double DOUBLE = 0x1.8p-948;
  private static final double SQUARE_DOUBLE = 0x1.8p-968;

  private Grain() {}

  /** A multiple of 2^-100 = 8e-31. */
  public static float rounded(float value) {
    return value + FLOAT - FLOAT;
  }

  /** A multiple of 2^-1000 = 9e-302. */
  public static double rounded(double value) {
    return value + DOUBLE - DOUBLE;
  }

  /** The same for a mean of squares, whose root is what counts: a multiple of 2^-123 = 9e-38. */
  public static float roundedSquare(float value) {
    return value + SQUARE_FLOAT - SQUARE_FLOAT;
  }

  /** The same for a mean of squares: a multiple of 2^-1020 = 9e-308. */
  public static double roundedSquare(double value) {
    return value + SQUARE_DOUBLE - SQUARE_DOUBLE;
  }
}
