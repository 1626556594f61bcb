package org.groksweep.trainer.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Passages in exact bits: their number, then their components in their order. */
public final class PassageBits {

  private PassageBits() {}

  /** Writes passages so that {@link #read} gives equal ones. */
  public static void write(List<Passage> passages, DataOutput out) throws IOException {
    out.writeInt(passages.size());
    for (Passage passage : passages) {
      out.writeUTF(passage.phase());
      out.writeUTF(passage.rule());
      out.writeLong(passage.step());
      out.writeLong(passage.lowerStep());
      out.writeBoolean(passage.censored());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static List<Passage> read(DataInput in) throws IOException {
    List<Passage> passages = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      passages.add(
          new Passage(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readBoolean()));
    }
    return passages;
  }
}
