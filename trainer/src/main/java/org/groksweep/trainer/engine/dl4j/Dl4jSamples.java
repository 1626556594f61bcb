package org.groksweep.trainer.engine.dl4j;

import org.groksweep.trainer.data.Examples;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples as off-heap arrays, to be closed.
 *
 * @param inputs [rows, features]
 * @param targets [rows, outputs], one-hot for labels
 */
record Dl4jSamples(INDArray inputs, INDArray targets) implements AutoCloseable {

  /** The named examples, at least one, in the order of their names. */
  static Dl4jSamples of(Examples examples, int[] names, DataType type) {
    int features = examples.features();
    int outputs = examples.outputs();
    double[] inputs = new double[Math.multiplyExact(names.length, features)];
    double[] targets = new double[Math.multiplyExact(names.length, outputs)];
    for (int row = 0; row < names.length; row++) {
      examples.copyInput(names[row], inputs, row * features);
      examples.copyTarget(names[row], targets, row * outputs);
    }
    return new Dl4jSamples(
        Nd4j.create(inputs, new long[] {names.length, features}, type),
        Nd4j.create(targets, new long[] {names.length, outputs}, type));
  }

  /** Copies of some rows. */
  Dl4jSamples rows(int[] rows) {
    return new Dl4jSamples(inputs.getRows(rows), targets.getRows(rows));
  }

  int count() {
    return Math.toIntExact(inputs.rows());
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
  }
}
