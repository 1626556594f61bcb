package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.random.NormalLanes;

/**
 * Loops across lanes in one precision. An array is [lanes] numbers; a matrix is an array of them,
 * row-major. Each operation treats the first {@code lanes} lanes alike and none looks at another
 * lane, so a lane's bits depend on its own numbers alone.
 */
interface LaneArithmetic<A> {

  /** Of a number. */
  int bytes();

  A[] allocate(int arrays, int lanes);

  void set(A array, int lane, double value);

  double get(A array, int lane);

  default void copyLane(A[] arrays, int from, int to) {
    for (A array : arrays) {
      set(array, to, get(array, from));
    }
  }

  /** out ← Σ_t left[leftAt + t · leftStride] · right[rightAt + t · rightStride], in t's order. */
  void dot(
      A out,
      A[] left,
      int leftAt,
      int leftStride,
      A[] right,
      int rightAt,
      int rightStride,
      int terms,
      int lanes);

  /**
   * out ← Σ_t factors[factorAt + t · factorStride] · arrays[at + t · stride], in t's order: the
   * bits of {@link #dot} if every lane held these factors.
   */
  void weightedSum(
      A out,
      double[] factors,
      int factorAt,
      int factorStride,
      A[] arrays,
      int at,
      int stride,
      int terms,
      int lanes);

  /** out ← the sum of the first {@code terms} arrays. */
  void sum(A out, A[] arrays, int terms, int lanes);

  /** A sum to which the products of the first numbers are added one after the other. */
  double addProducts(double sum, A a, A b, int count);

  /** out ← a² - b². */
  void differenceOfSquares(A out, A a, A b, int lanes);

  /** out ← factor · a · b. */
  void scaledProduct(A out, A a, A b, double factor, int lanes);

  /** target ← target · in. */
  void multiplyInPlace(A target, A in, int lanes);

  /**
   * outputs ← −signs / (1 + exp(signs · outputs)), the slope of the logistic loss.
   *
   * @param exponents scratch, [lanes]
   * @param scratch another, [lanes]
   */
  void logisticSlopeInPlace(A outputs, A signs, double[] exponents, double[] scratch, int lanes);

  /** out ← in - value. */
  void subtract(A out, A in, double value, int lanes);

  /** target ← target - in. */
  void subtractInPlace(A target, A in, int lanes);

  void scaleInPlace(A target, double factor, int lanes);

  /** weights ← keep · weights - rate · gradient. */
  void updateInPlace(A weights, A gradient, double keep, double rate, int lanes);

  /** weights ← keep · weights - (rate · gradient + noiseRate · noise). */
  void updateInPlace(
      A weights, A gradient, A noise, double keep, double rate, double noiseRate, int lanes);

  /** The singular values of the matrix of rows (a, b) and (c, d), in closed form. */
  void singularValues(A larger, A smaller, A a, A b, A c, A d, int lanes);

  /** out ← |in|. */
  void magnitude(A out, A in, int lanes);

  /** The first lane from {@code from} on whose value is at least a bound, or else {@code lanes}. */
  int firstAtLeast(A values, double bound, int from, int lanes);

  /** The first lane from {@code from} on whose value is at most a bound, or else {@code lanes}. */
  int firstAtMost(A values, double bound, int from, int lanes);

  /** The first lane from {@code from} on whose value is not finite, or else {@code lanes}. */
  int firstNotFinite(A values, int from, int lanes);

  /** Draws the first numbers of a block to {@code target[from …]}. */
  void draw(NormalLanes normals, A[] target, int from, int count, int lanes, long step, long block);
}
