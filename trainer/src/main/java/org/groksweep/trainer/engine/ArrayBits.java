package org.groksweep.trainer.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers in exact bits: their length, then their numbers, big-endian. */
public final class ArrayBits {

  // Blocks of a page or two, so that a large array needs no second one of its size.
  private static final int BLOCK_BYTES = 1 << 13;

  private ArrayBits() {}

  /** Writes all numbers of an array. */
  public static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int perBlock = BLOCK_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += perBlock) {
      int count = Math.min(perBlock, values.length - from);
      block.asFloatBuffer().put(values, from, count);
      out.write(block.array(), 0, count * Float.BYTES);
    }
  }

  /** Writes all numbers of an array. */
  public static void write(double[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int perBlock = BLOCK_BYTES / Double.BYTES;
    for (int from = 0; from < values.length; from += perBlock) {
      int count = Math.min(perBlock, values.length - from);
      block.asDoubleBuffer().put(values, from, count);
      out.write(block.array(), 0, count * Double.BYTES);
    }
  }

  /**
   * Fills an array.
   *
   * @throws IOException if what was written has another length
   */
  public static void readInPlace(float[] values, DataInput in) throws IOException {
    checkLength(values.length, in);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int perBlock = BLOCK_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += perBlock) {
      int count = Math.min(perBlock, values.length - from);
      in.readFully(block.array(), 0, count * Float.BYTES);
      block.asFloatBuffer().get(values, from, count);
    }
  }

  /**
   * Fills an array.
   *
   * @throws IOException if what was written has another length
   */
  public static void readInPlace(double[] values, DataInput in) throws IOException {
    checkLength(values.length, in);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int perBlock = BLOCK_BYTES / Double.BYTES;
    for (int from = 0; from < values.length; from += perBlock) {
      int count = Math.min(perBlock, values.length - from);
      in.readFully(block.array(), 0, count * Double.BYTES);
      block.asDoubleBuffer().get(values, from, count);
    }
  }

  private static void checkLength(int expected, DataInput in) throws IOException {
    int length = in.readInt();
    if (length != expected) {
      throw new IOException("a state of " + length + " numbers is not one of " + expected);
    }
  }
}
