package org.groksweep.trainer.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A row in exact bits: its components in their order, a byte before what may be empty. */
public final class RowBits {

  private RowBits() {}

  /** Writes a row so that {@link #read} gives an equal one. */
  public static void write(StepMetrics row, DataOutput out) throws IOException {
    out.writeInt(row.phase());
    out.writeLong(row.phaseStep());
    out.writeLong(row.step());
    out.writeDouble(row.time());
    out.writeDouble(row.trainLoss());
    writeOptional(row.testLoss(), out);
    out.writeDouble(row.objective());
    writeOptional(row.trainAccuracy(), out);
    writeOptional(row.testAccuracy(), out);
    out.writeDouble(row.weightNorm());
    out.writeDouble(row.gradientNorm());
    out.writeDouble(row.logitNorm());
    writeList(row.layerWeightNorms(), out);
    writeProbes(row.probes(), out);
    out.writeBoolean(row.finite());
  }

  /** Reads the next row. */
  public static StepMetrics read(DataInput in) throws IOException {
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
        readProbes(in),
        in.readBoolean());
  }

  private static void writeProbes(ProbeValues probes, DataOutput out) throws IOException {
    out.writeInt(probes.byColumn().size());
    for (Map.Entry<Column, List<Double>> measured : probes.byColumn().entrySet()) {
      out.writeUTF(measured.getKey().name());
      out.writeUTF(measured.getKey().type().name());
      writeList(measured.getValue(), out);
    }
  }

  // Probes' columns are nullable, all of them.
  private static ProbeValues readProbes(DataInput in) throws IOException {
    Map<Column, List<Double>> measured = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      Column column = Column.optional(in.readUTF(), Column.Type.valueOf(in.readUTF()));
      measured.put(column, readList(in));
    }
    return new ProbeValues(measured);
  }

  private static void writeOptional(OptionalDouble value, DataOutput out) throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      out.writeDouble(value.getAsDouble());
    }
  }

  private static OptionalDouble readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }

  private static void writeList(List<Double> values, DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static List<Double> readList(DataInput in) throws IOException {
    int size = in.readInt();
    List<Double> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(in.readDouble());
    }
    return values;
  }
}
