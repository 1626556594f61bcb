package org.groksweep.trainer.engine.lockstep;

/**
 * Forward and backward pass of a deep linear network, every replica a lane, from the moments of its
 * batch: D = W_L · … · W_1 - S, the slope G = D Σxx - Σex, then layer by layer the gradients ∂_l =
 * Δ_l A_{l-1}ᵀ with A_l = W_l · … · W_1, Δ_L = G and Δ_{l-1} = W_lᵀ Δ_l. So its cost does not
 * depend on the batch's size.
 */
final class LinearPass<A> {

  private final LaneArithmetic<A> arithmetic;
  private final Shape shape;
  private final int inputs;

  /** [weights] of all layers. */
  final A[] weights;

  /** [weights] the loss's derivatives, over the loss scale. */
  final A[] gradient;

  /** [depth][rows · inputs] A_l; the first is the first layer's weights themselves. */
  private final A[][] prefixes;

  /** [depth][rows · inputs] Δ_l; the last is the slope. */
  private final A[][] deltas;

  private final A[] difference;

  LinearPass(LaneArithmetic<A> arithmetic, Shape shape, int lanes) {
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.inputs = shape.inputs();
    this.weights = arithmetic.allocate(shape.weights(), lanes);
    this.gradient = arithmetic.allocate(shape.weights(), lanes);
    this.prefixes = matrices(shape, lanes);
    this.deltas = matrices(shape, lanes);
    this.difference = arithmetic.allocate(shape.outputs() * inputs, lanes);
    // The first layer's product is its weights, and its Δ its gradient: no copies.
    System.arraycopy(weights, 0, prefixes[0], 0, prefixes[0].length);
    System.arraycopy(gradient, 0, deltas[0], 0, deltas[0].length);
    for (int i = 0; i < shape.outputs(); i++) {
      for (int j = 0; j < inputs; j++) {
        if (shape.teacher(i, j) == 0) {
          difference[i * inputs + j] = product()[i * inputs + j];
        }
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of A[] has no other form.
  private A[][] matrices(Shape shape, int lanes) {
    Object[] one = arithmetic.allocate(1, 1);
    Object[][] matrices =
        (Object[][]) java.lang.reflect.Array.newInstance(one.getClass(), shape.depth());
    for (int layer = 0; layer < shape.depth(); layer++) {
      matrices[layer] = arithmetic.allocate(shape.rows(layer) * inputs, lanes);
    }
    return (A[][]) matrices;
  }

  /** [outputs · inputs] the end-to-end matrix of the last {@link #forward}. */
  A[] product() {
    return prefixes[shape.depth() - 1];
  }

  /** [outputs · inputs] its difference from the teacher's. */
  A[] difference() {
    return difference;
  }

  /** [outputs · inputs] G of the last {@link #slope}. */
  A[] slope() {
    return deltas[shape.depth() - 1];
  }

  void forward(int lanes) {
    for (int layer = 1; layer < shape.depth(); layer++) {
      int columns = shape.columns(layer);
      for (int i = 0; i < shape.rows(layer); i++) {
        for (int j = 0; j < inputs; j++) {
          arithmetic.dot(
              prefixes[layer][i * inputs + j],
              weights,
              shape.offset(layer) + i * columns,
              1,
              prefixes[layer - 1],
              j,
              inputs,
              columns,
              lanes);
        }
      }
    }
    for (int i = 0; i < Math.min(shape.outputs(), inputs); i++) {
      int at = i * inputs + i;
      if (difference[at] != product()[at]) {
        arithmetic.subtract(difference[at], product()[at], shape.teacher(i, i), lanes);
      }
    }
  }

  /** G from moments of a batch: {@code xx} [inputs · inputs], {@code ex} possibly all zeros. */
  void slope(BatchMoments<A> moments, int lanes) {
    for (int i = 0; i < shape.outputs(); i++) {
      for (int j = 0; j < inputs; j++) {
        A target = slope()[i * inputs + j];
        if (moments.isIdentity()) {
          arithmetic.subtract(target, difference[i * inputs + j], 0, lanes);
          continue;
        }
        arithmetic.dot(target, difference, i * inputs, 1, moments.xx(), j, inputs, inputs, lanes);
        if (moments.hasResiduals()) {
          arithmetic.subtractInPlace(target, moments.ex()[i * inputs + j], lanes);
        }
      }
    }
  }

  void backward(int lanes) {
    for (int layer = shape.depth() - 1; layer > 0; layer--) {
      int columns = shape.columns(layer);
      int rows = shape.rows(layer);
      int offset = shape.offset(layer);
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < columns; k++) {
          arithmetic.dot(
              gradient[offset + i * columns + k],
              deltas[layer],
              i * inputs,
              1,
              prefixes[layer - 1],
              k * inputs,
              1,
              inputs,
              lanes);
        }
      }
      for (int k = 0; k < columns; k++) {
        for (int j = 0; j < inputs; j++) {
          arithmetic.dot(
              deltas[layer - 1][k * inputs + j],
              weights,
              offset + k,
              columns,
              deltas[layer],
              j,
              inputs,
              rows,
              lanes);
        }
      }
    }
  }
}
