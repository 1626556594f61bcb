package org.groksweep.trainer.engine.dense;

import java.lang.reflect.Array;
import org.groksweep.trainer.data.Examples;

/** Examples as rows of one array in the arithmetic's precision. */
final class Samples<A> {

  private final int rows;
  private final A inputs;
  private final int[] labels;
  private final A targets;

  private Samples(int rows, A inputs, int[] labels, A targets) {
    this.rows = rows;
    this.inputs = inputs;
    this.labels = labels;
    this.targets = targets;
  }

  /** Room for so many rows. */
  static <A> Samples<A> ofZeros(
      Arithmetic<A> arithmetic, int rows, Examples shape, boolean withTargets) {
    return new Samples<>(
        rows,
        arithmetic.allocate(Math.multiplyExact(rows, shape.features())),
        new int[shape.isClassification() ? rows : 0],
        arithmetic.allocate(withTargets ? Math.multiplyExact(rows, shape.outputs()) : 0));
  }

  /** The named examples, in the order of their names. */
  static <A> Samples<A> of(
      Arithmetic<A> arithmetic, Examples examples, int[] names, boolean withTargets) {
    Samples<A> samples = ofZeros(arithmetic, names.length, examples, withTargets);
    double[] input = new double[examples.features()];
    double[] target = new double[examples.outputs()];
    for (int row = 0; row < names.length; row++) {
      examples.copyInput(names[row], input, 0);
      arithmetic.store(input, samples.inputs, row * input.length);
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

  int rows() {
    return rows;
  }

  /** [rows, features]. */
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

  /** Copies a row of {@code from} to a row of these samples. */
  void copyRowInPlace(int row, Samples<A> from, int fromRow, Layout layout) {
    int features = layout.features();
    System.arraycopy(from.inputs, fromRow * features, inputs, row * features, features);
    if (labels.length > 0) {
      labels[row] = from.labels[fromRow];
    }
    if (Array.getLength(targets) > 0) {
      int outputs = layout.outputs();
      System.arraycopy(from.targets, fromRow * outputs, targets, row * outputs, outputs);
    }
  }
}
