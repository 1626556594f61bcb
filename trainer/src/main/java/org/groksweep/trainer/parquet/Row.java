package org.groksweep.trainer.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.io.api.Binary;

/**
 * One row of a table, overwritten for the next: its cells by column index, without a box per
 * number. A cell keeps its value until it is set again.
 */
final class Row {

  private final boolean[] present;
  // LONG, INT, TIMESTAMP, and BOOLEAN as 0 or 1.
  private final long[] longs;
  private final double[] doubles;
  private final Binary[] texts;
  private final List<?>[] lists;

  Row(int columns) {
    present = new boolean[columns];
    longs = new long[columns];
    doubles = new double[columns];
    texts = new Binary[columns];
    lists = new List<?>[columns];
  }

  void setNull(int column) {
    present[column] = false;
  }

  void setLong(int column, long value) {
    present[column] = true;
    longs[column] = value;
  }

  void setBoolean(int column, boolean value) {
    setLong(column, value ? 1 : 0);
  }

  void setDouble(int column, double value) {
    present[column] = true;
    doubles[column] = value;
  }

  void setText(int column, String value) {
    present[column] = true;
    texts[column] = Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8));
  }

  void setList(int column, List<?> value) {
    present[column] = true;
    lists[column] = value;
  }

  boolean isPresent(int column) {
    return present[column];
  }

  long longAt(int column) {
    return longs[column];
  }

  double doubleAt(int column) {
    return doubles[column];
  }

  Binary textAt(int column) {
    return texts[column];
  }

  List<?> listAt(int column) {
    return lists[column];
  }
}
