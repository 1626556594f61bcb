package org.groksweep.trainer.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a part stands in its chain.
 *
 * @param key of the chain: what its rows and states depend on beside the bundle
 * @param before the part that it follows; empty for the first
 */
public record PartHeader(String key, Optional<Link> before) {

  private static final String MAGIC = "groksweep checkpoint";

  /** Rises with every change of what parts or states hold; others are passed over. */
  public static final int FORMAT = 3;

  /**
   * A part as a later one refers to it.
   *
   * @param name of its file
   * @param digest of its content
   * @param entries of it, from its first, that still hold
   */
  public record Link(String name, String digest, long entries) {}

  void write(DataOutput out) throws IOException {
    EndBits.writeText(MAGIC, out);
    out.writeInt(FORMAT);
    EndBits.writeText(key, out);
    out.writeBoolean(before.isPresent());
    if (before.isPresent()) {
      EndBits.writeText(before.get().name(), out);
      EndBits.writeText(before.get().digest(), out);
      out.writeLong(before.get().entries());
    }
  }

  static PartHeader read(DataInput in) throws IOException {
    if (!EndBits.readText(in).equals(MAGIC) || in.readInt() != FORMAT) {
      throw new IOException("not a checkpoint of format " + FORMAT);
    }
    String key = EndBits.readText(in);
    Optional<Link> before =
        in.readBoolean()
            ? Optional.of(new Link(EndBits.readText(in), EndBits.readText(in), in.readLong()))
            : Optional.empty();
    return new PartHeader(key, before);
  }
}
