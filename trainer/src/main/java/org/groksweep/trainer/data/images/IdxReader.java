package org.groksweep.trainer.data.images;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;
import org.groksweep.trainer.data.DataException;

/**
 * Reads the unpacked bytes of an IDX file from first to last and knows the offset, so that an error
 * can name it. Numbers have their highest byte first (Y. LeCun, C. Cortes and C. Burges, "The MNIST
 * database of handwritten digits").
 */
final class IdxReader implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final String file;
  private final InputStream content;
  private long offset;

  IdxReader(String file, InputStream content) {
    this.file = file;
    this.content = content;
  }

  /** The next four bytes as a number. */
  int integer(String what) throws IOException {
    return ByteBuffer.wrap(bytes(Integer.BYTES, what)).getInt();
  }

  /** The next four bytes as a number of things, from 1 to 2³¹ - 1. */
  int count(String what) throws IOException {
    long at = offset;
    // Its highest bit is no sign: what is written is never below 0.
    long count = Integer.toUnsignedLong(integer("the number of " + what));
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw wrong(
          at,
          "the number of %s must be from 1 to %d, found %d"
              .formatted(what, Integer.MAX_VALUE, count));
    }
    return (int) count;
  }

  /**
   * The next bytes. They are read in pieces, so a header that promises more than the file has costs
   * no more memory than the file.
   */
  byte[] bytes(int count, String what) throws IOException {
    long start = offset;
    try {
      byte[] bytes = new CountedStream().readNBytes(count);
      if (bytes.length < count) {
        throw ends(start, count, what);
      }
      return bytes;
    } catch (EOFException e) {
      throw wrong(offset, "the gzip data end in the middle of " + what, e);
    } catch (ZipException e) {
      throw wrong(offset, "the gzip data are corrupt in " + what + ": " + e.getMessage(), e);
    }
  }

  /** Goes over the next bytes. */
  void skip(long count, String what) throws IOException {
    for (long left = count; left > 0; left -= BUFFER) {
      bytes((int) Math.min(left, BUFFER), what);
    }
  }

  /** Makes sure that nothing follows; with gzip also that the checksum is right. */
  void end(String what) throws IOException {
    try {
      if (content.read() >= 0) {
        throw wrong(offset, "the file must end after " + what + ", and more bytes follow");
      }
    } catch (EOFException | ZipException e) {
      throw wrong(
          offset, "the gzip data are damaged after %s: %s".formatted(what, e.getMessage()), e);
    }
  }

  DataException wrong(long at, String expectation) {
    return new DataException(file, "offset " + at, expectation);
  }

  private DataException wrong(long at, String expectation, IOException cause) {
    return new DataException(file, "offset " + at, expectation, cause);
  }

  private DataException ends(long start, long count, String what) {
    return wrong(
        offset,
        "the file ends in the middle of %s, which go to offset %d".formatted(what, start + count));
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** The content, with the offset kept even where reading fails. */
  private final class CountedStream extends InputStream {

    @Override
    public int read() throws IOException {
      int next = content.read();
      offset += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int read = content.read(target, from, length);
      offset += Math.max(read, 0);
      return read;
    }
  }
}
