package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;

/** Rows as bytes, in exact bits, for a scratch file of this process. */
final class RowBits {

  private RowBits() {}

  static void write(DataOutput out, StepMetrics row) throws IOException {
    out.writeInt(row.phase());
    out.writeLong(row.phaseStep());
    out.writeLong(row.step());
    out.writeDouble(row.time());
    out.writeDouble(row.trainLoss());
    write(out, row.testLoss());
    out.writeDouble(row.objective());
    write(out, row.trainAccuracy());
    write(out, row.testAccuracy());
    out.writeDouble(row.weightNorm());
    out.writeDouble(row.gradientNorm());
    out.writeDouble(row.logitNorm());
    write(out, row.layerWeightNorms());
    Map<Column, List<Double>> probed = row.probes().byColumn();
    out.writeInt(probed.size());
    for (Map.Entry<Column, List<Double>> entry : probed.entrySet()) {
      out.writeUTF(entry.getKey().name());
      out.writeUTF(entry.getKey().type().name());
      write(out, entry.getValue());
    }
    out.writeBoolean(row.finite());
  }

  static StepMetrics read(DataInput in) throws IOException {
    return new StepMetrics(
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        readOptional(in),
        in.readDouble(),
        readOptional(in),
        readOptional(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        readList(in),
        readProbed(in),
        in.readBoolean());
  }

  private static ProbeValues readProbed(DataInput in) throws IOException {
    Map<Column, List<Double>> probed = new LinkedHashMap<>();
    int columns = in.readInt();
    for (int i = 0; i < columns; i++) {
      String name = in.readUTF();
      // What probes measure is nullable, always.
      probed.put(Column.optional(name, Column.Type.valueOf(in.readUTF())), readList(in));
    }
    return new ProbeValues(probed);
  }

  private static void write(DataOutput out, OptionalDouble value) throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      out.writeDouble(value.getAsDouble());
    }
  }

  private static OptionalDouble readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }

  private static void write(DataOutput out, List<Double> values) throws IOException {
    out.writeInt(values.size());
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static List<Double> readList(DataInput in) throws IOException {
    List<Double> values = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      values.add(in.readDouble());
    }
    return values;
  }
}
