package org.groksweep.trainer.data.table;

import java.io.IOException;
import java.util.List;

/** A file of rows with named columns. */
interface TableFile {

  /** What is done with each row. */
  interface RowReader {
    void read(Row row) throws IOException;
  }

  /** Its path. */
  String path();

  /** Names of its columns, distinct, in their order. */
  List<String> columns() throws IOException;

  /** Goes over all rows in their order; a row's cells are those of {@code columns}. */
  void forEachRow(List<String> columns, RowReader reader) throws IOException;
}
