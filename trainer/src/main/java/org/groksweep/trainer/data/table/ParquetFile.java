package org.groksweep.trainer.data.table;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.groksweep.trainer.data.DataException;

/**
 * A Parquet file. Its cells may be whole or floating-point numbers, booleans (0 or 1 where a number
 * is wanted) and strings; decimals, dates, lists and the like are refused.
 */
record ParquetFile(String path, Configuration configuration) implements TableFile {

  @Override
  public List<String> columns() throws IOException {
    return schema().getFields().stream().map(Type::getName).toList();
  }

  @Override
  public void forEachRow(List<String> columns, RowReader rows) throws IOException {
    MessageType schema = schema();
    for (String column : columns) {
      checkType(schema.getType(column));
    }
    MessageType wanted =
        new MessageType(schema.getName(), columns.stream().map(schema::getType).toList());
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new Path(path))
            .withConf(configuration)
            .set(ReadSupport.PARQUET_READ_SCHEMA, wanted.toString())
            .usePageChecksumVerification()
            .build()) {
      long number = 0;
      for (Group next = next(reader, 1); next != null; next = next(reader, number + 1)) {
        number++;
        rows.read(new ParquetRow(this, next, number, columns));
      }
    }
  }

  private MessageType schema() throws IOException {
    HadoopInputFile file = HadoopInputFile.fromPath(new Path(path), configuration);
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      return reader.getFileMetaData().getSchema();
    } catch (RuntimeException | IOException e) {
      throw damaged("footer", e);
    }
  }

  private Group next(ParquetReader<Group> reader, long number) throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException | IOException e) {
      throw damaged("row " + number, e);
    }
  }

  /**
   * What is wrong with the file as a DataException; an error of the machine as it is. Parquet
   * throws what is unchecked for a footer that is missing and for pages whose checksums are wrong,
   * and wraps its parser's error where a footer or a page's header makes no sense.
   */
  private IOException damaged(String place, Exception error) {
    boolean isOfTheFile =
        error instanceof RuntimeException
            || error instanceof EOFException
            || (error.getCause() != null && !(error.getCause() instanceof IOException));
    return isOfTheFile
        ? new DataException(
            path, place, "cannot be read as Parquet: " + firstLine(error.getMessage()), error)
        : (IOException) error;
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  private void checkType(Type type) throws DataException {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      throw wrongType(type);
    }
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    boolean readable =
        switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case INT32, INT64 ->
              annotation == null
                  || (annotation instanceof IntLogicalTypeAnnotation whole && whole.isSigned());
          case FLOAT, DOUBLE, BOOLEAN -> annotation == null;
          case BINARY -> annotation instanceof StringLogicalTypeAnnotation;
          case INT96, FIXED_LEN_BYTE_ARRAY -> false;
        };
    if (!readable) {
      throw wrongType(type);
    }
  }

  private DataException wrongType(Type type) {
    return new DataException(
        path,
        "column " + type.getName(),
        "must be of whole or floating-point numbers, booleans or strings, found " + type);
  }

  private record ParquetRow(ParquetFile file, Group cells, long number, List<String> columns)
      implements Row {

    @Override
    public double number(int cell) throws DataException {
      double value =
          switch (type(cell)) {
            case INT32 -> cells.getInteger(cell, 0);
            case INT64 -> cells.getLong(cell, 0);
            case FLOAT -> cells.getFloat(cell, 0);
            case DOUBLE -> cells.getDouble(cell, 0);
            case BOOLEAN -> cells.getBoolean(cell, 0) ? 1 : 0;
            default -> throw wrong(cell, "must be a number, found " + text(cell));
          };
      if (!Double.isFinite(value)) {
        throw wrong(cell, "must be a finite number, found " + value);
      }
      return value;
    }

    @Override
    public String text(int cell) throws DataException {
      type(cell);
      String text = cells.getValueToString(cell, 0).strip();
      if (text.isEmpty()) {
        throw wrong(cell, "must not be empty");
      }
      return text;
    }

    private PrimitiveType.PrimitiveTypeName type(int cell) throws DataException {
      if (cells.getFieldRepetitionCount(cell) == 0) {
        throw wrong(cell, "must not be null");
      }
      return cells.getType().getType(cell).asPrimitiveType().getPrimitiveTypeName();
    }

    @Override
    public DataException wrong(int cell, String expectation) {
      return new DataException(
          file.path(), "row %d, column %s".formatted(number, columns.get(cell)), expectation);
    }
  }
}
