package org.groksweep.trainer.engine.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.engine.ArrayBits;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays of one precision or the other, in exact bits and the order of their elements. */
final class NumberArrays {

  private NumberArrays() {}

  static void write(INDArray values, DataOutput out) throws IOException {
    // A copy, since a view's data() is that of the whole it looks at.
    try (INDArray copy = values.dup()) {
      if (values.dataType() == DataType.FLOAT) {
        ArrayBits.write(copy.data().asFloat(), out);
      } else {
        ArrayBits.write(copy.data().asDouble(), out);
      }
    }
  }

  static void readInPlace(INDArray values, DataInput in) throws IOException {
    int length = Math.toIntExact(values.length());
    if (values.dataType() == DataType.FLOAT) {
      float[] numbers = new float[length];
      ArrayBits.readInPlace(numbers, in);
      assign(values, Nd4j.createFromArray(numbers));
    } else {
      double[] numbers = new double[length];
      ArrayBits.readInPlace(numbers, in);
      assign(values, Nd4j.createFromArray(numbers));
    }
  }

  private static void assign(INDArray values, INDArray numbers) {
    try (INDArray shaped = numbers) {
      values.assign(shaped.reshape(values.ordering(), values.shape()));
    }
  }
}
