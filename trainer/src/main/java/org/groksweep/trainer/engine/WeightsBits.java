package org.groksweep.trainer.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Weights in exact bits: names, shapes and numbers of their tensors. */
public final class WeightsBits {

  private WeightsBits() {}

  public static void write(Weights weights, DataOutput out) throws IOException {
    out.writeInt(weights.tensors().size());
    for (Weights.Tensor tensor : weights.tensors()) {
      out.writeUTF(tensor.name());
      out.writeInt(tensor.rank());
      for (int length : tensor.shape()) {
        out.writeInt(length);
      }
      ArrayBits.write(tensor.values(), out);
    }
  }

  public static Weights read(DataInput in) throws IOException {
    List<Weights.Tensor> tensors = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = in.readUTF();
      int[] shape = new int[in.readInt()];
      int size = 1;
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readInt();
        size = Math.multiplyExact(size, shape[i]);
      }
      double[] values = new double[size];
      ArrayBits.readInPlace(values, in);
      tensors.add(Weights.Tensor.copyOf(name, shape, values, 0));
    }
    return new Weights(tensors);
  }
}
