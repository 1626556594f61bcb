package org.groksweep.trainer.engine.dense;

import java.lang.reflect.Array;
import org.groksweep.trainer.data.Examples;

/**
 * Examples as rows in the arithmetic's precision. Where every input is 1 in the same number of
 * places and 0 elsewhere, as pairs of symbols are, only the places are kept, and the first layer is
 * a sum of rows of its weights instead of a product with zeros.
 */
final class Samples<A> {

  private final Arithmetic<A> arithmetic;
  private final int rows;
  private final int features;
  private final int outputs;

  /** [rows, features]; empty where places are kept. */
  private final A inputs;

  /** [rows, ones]; empty where inputs are kept. */
  private final int[] places;

  /** Per row; 0 where inputs are kept. */
  private final int ones;

  private final boolean transposed;

  private final int[] labels;
  private final A targets;

  private Samples(
      Arithmetic<A> arithmetic,
      int rows,
      boolean transposed,
      int ones,
      Examples shape,
      boolean withTargets) {
    this.arithmetic = arithmetic;
    this.transposed = transposed;
    this.rows = rows;
    this.features = shape.features();
    this.outputs = shape.outputs();
    this.ones = ones;
    this.inputs = arithmetic.allocate(ones > 0 ? 0 : Math.multiplyExact(rows, features));
    this.places = new int[Math.multiplyExact(rows, ones)];
    this.labels = new int[shape.isClassification() ? rows : 0];
    this.targets = arithmetic.allocate(withTargets ? Math.multiplyExact(rows, outputs) : 0);
  }

  /**
   * The named examples, in the order of their names.
   *
   * @param transposed whether the first layer's weights are stored as [inputs, outputs]
   * @param ones what {@link OneHot#onesPerRow} says of them, where {@code transposed}; 0 keeps
   *     their inputs as they are
   */
  static <A> Samples<A> of(
      Arithmetic<A> arithmetic,
      Examples examples,
      int[] names,
      boolean transposed,
      int ones,
      boolean withTargets) {
    Samples<A> samples =
        new Samples<>(arithmetic, names.length, transposed, ones, examples, withTargets);
    double[] input = new double[examples.features()];
    double[] target = new double[examples.outputs()];
    for (int row = 0; row < names.length; row++) {
      examples.copyInput(names[row], input, 0);
      if (ones > 0) {
        OneHot.copyPlaces(input, samples.places, row * ones);
      } else {
        arithmetic.store(input, samples.inputs, row * input.length);
      }
      if (examples.isClassification()) {
        samples.labels[row] = examples.label(names[row]);
      }
      if (withTargets) {
        examples.copyTarget(names[row], target, 0);
        arithmetic.store(target, samples.targets, row * target.length);
      }
    }
    return samples;
  }

  /** Room for so many rows of the kind of these. */
  Samples<A> room(int size, Examples shape) {
    return new Samples<>(arithmetic, size, transposed, ones, shape, Array.getLength(targets) > 0);
  }

  int rows() {
    return rows;
  }

  /** [rows, features]; empty where they are one-hot. */
  A inputs() {
    return inputs;
  }

  /** [rows], empty for regression. */
  int[] labels() {
    return labels;
  }

  /** [rows, outputs], empty where the loss looks at labels. */
  A targets() {
    return targets;
  }

  /** Writes the first layer's outputs for rows from {@code row} on. */
  void forward(Layer layer, int row, int count, A parameters, A output) {
    if (ones > 0) {
      arithmetic.forwardOfOnes(layer, count, places, row, ones, parameters, output);
    } else if (transposed) {
      arithmetic.forwardTransposed(layer, count, inputs, row * features, parameters, output);
    } else {
      arithmetic.forward(layer, count, inputs, row * features, parameters, output);
    }
  }

  /** The first layer's gradient, as {@link Arithmetic#gradient} has it. */
  void gradient(Layer layer, int row, int count, A delta, A gradient, int accumulate) {
    if (ones > 0) {
      arithmetic.gradientOfOnes(layer, count, delta, places, row, ones, gradient, accumulate);
    } else if (transposed) {
      int from = row * features;
      arithmetic.gradientTransposed(layer, count, delta, inputs, from, gradient, accumulate);
    } else {
      arithmetic.gradient(layer, count, delta, inputs, row * features, gradient, accumulate);
    }
  }

  /** Copies a row of {@code from} to a row of these samples. */
  void copyRowInPlace(int row, Samples<A> from, int fromRow) {
    if (ones > 0) {
      System.arraycopy(from.places, fromRow * ones, places, row * ones, ones);
    } else {
      System.arraycopy(from.inputs, fromRow * features, inputs, row * features, features);
    }
    if (labels.length > 0) {
      labels[row] = from.labels[fromRow];
    }
    if (Array.getLength(targets) > 0) {
      System.arraycopy(from.targets, fromRow * outputs, targets, row * outputs, outputs);
    }
  }
}
