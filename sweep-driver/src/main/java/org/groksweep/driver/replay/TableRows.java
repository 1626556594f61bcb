package org.groksweep.driver.replay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The rows of one trial in a file of one of the tables, in the file's order. */
final class TableRows implements Closeable {

  private final ParquetReader<Group> reader;
  private final String trial;

  TableRows(InputFile file, String trial) throws IOException {
    this.reader = new Builder(file).build();
    this.trial = trial;
  }

  /**
   * The next row: the values of each column of its file, none where it is empty; numbers as Double,
   * all else as text.
   *
   * @return empty after the last
   */
  Optional<Map<String, List<Object>>> next() throws IOException {
    Group row = reader.read();
    while (row != null && !row.getString("trial_id", 0).equals(trial)) {
      row = reader.read();
    }
    return Optional.ofNullable(row).map(TableRows::cells);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static Map<String, List<Object>> cells(Group row) {
    Map<String, List<Object>> cells = new LinkedHashMap<>();
    for (int field = 0; field < row.getType().getFieldCount(); field++) {
      List<Object> values = new ArrayList<>();
      addValues(row, field, values);
      cells.put(row.getType().getFieldName(field), values);
    }
    return cells;
  }

  private static void addValues(Group row, int field, List<Object> values) {
    for (int index = 0; index < row.getFieldRepetitionCount(field); index++) {
      if (!row.getType().getType(field).isPrimitive()) {
        Group group = row.getGroup(field, index);
        for (int inner = 0; inner < group.getType().getFieldCount(); inner++) {
          addValues(group, inner, values);
        }
      } else if (row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()
          == PrimitiveTypeName.DOUBLE) {
        values.add(row.getDouble(field, index));
      } else {
        values.add(row.getValueToString(field, index));
      }
    }
  }

  private static final class Builder extends ParquetReader.Builder<Group> {

    Builder(InputFile file) {
      super(file);
      // A flipped bit must not come out as a difference of arithmetic.
      usePageChecksumVerification(true);
    }

    // Each file's own schema: later plans of a sweep may have added columns.
    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport() {
        @Override
        public ReadContext init(InitContext context) {
          return new ReadContext(context.getFileSchema());
        }
      };
    }
  }
}
