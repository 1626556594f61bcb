package org.groksweep.trainer.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.groksweep.trainer.metrics.Column;

/**
 * A hash of a table's rows in their order: of the values, not of how a file encodes them.
 *
 * <p>SHA-256 over, for each cell that has a value, the CRC-32 of its column's name and the value
 * big-endian (texts by length and UTF-8, lists by length and elements, all NaNs as one), and a zero
 * after each row. A cell without a value adds nothing, so a column that another trial's axis brings
 * does not change it.
 */
final class RowDigest {

  // 128 bits: two bundles of a sweep never meet, and file names stay short.
  private static final int DIGITS = 32;

  private final TableSchema schema;
  private final MessageDigest digest = sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
  private final int[] tags;

  RowDigest(TableSchema schema) {
    this.schema = schema;
    this.tags = schema.columns().stream().mapToInt(RowDigest::tag).toArray();
  }

  void update(Row row) {
    for (int i = 0; i < tags.length; i++) {
      if (row.isPresent(i)) {
        room(Integer.BYTES).putInt(tags[i]);
        updateCell(schema.column(i).type(), row, i);
      }
    }
    room(Integer.BYTES).putInt(0);
  }

  /** The hash of the rows so far, in hexadecimal digits; no row may follow. */
  String finish() {
    drain();
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private void updateCell(Column.Type type, Row row, int place) {
    switch (type) {
      case STRING -> putBytes(row.textAt(place).getBytesUnsafe());
      case LONG, TIMESTAMP, INT, BOOLEAN -> room(Long.BYTES).putLong(row.longAt(place));
      case DOUBLE -> putDouble(row.doubleAt(place));
      case DOUBLE_LIST -> putDoubles(row.listAt(place));
      case PASSAGE_LIST -> throw new IllegalStateException("metrics have no passages");
    }
  }

  private void putDoubles(List<?> numbers) {
    room(Integer.BYTES).putInt(numbers.size());
    for (Object number : numbers) {
      putDouble((Double) number);
    }
  }

  private void putDouble(double value) {
    // doubleToLongBits, not Raw: which NaN came out may depend on the processor.
    room(Long.BYTES).putLong(Double.doubleToLongBits(value));
  }

  private void putBytes(byte[] bytes) {
    room(Integer.BYTES).putInt(bytes.length);
    drain();
    digest.update(bytes);
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      drain();
    }
    return buffer;
  }

  private void drain() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private static int tag(Column column) {
    CRC32 crc = new CRC32();
    crc.update(column.name().getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
