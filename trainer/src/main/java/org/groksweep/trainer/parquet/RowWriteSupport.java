package org.groksweep.trainer.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.Passage;

/** Hands a {@link Row}'s cells to Parquet, column by column. */
final class RowWriteSupport extends WriteSupport<Row> {

  private final TableSchema schema;
  private final String name;
  private final Map<String, String> metadata;
  private RecordConsumer consumer;

  RowWriteSupport(TableSchema schema, String name, Map<String, String> metadata) {
    this.schema = schema;
    this.name = name;
    this.metadata = metadata;
  }

  // Deprecated in Parquet, and still the one that must be implemented.
  @SuppressWarnings("deprecation")
  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.message(name), metadata);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema.message(name), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if a required cell has no value
   */
  @Override
  public void write(Row row) {
    consumer.startMessage();
    List<Column> columns = schema.columns();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (row.isPresent(i)) {
        consumer.startField(column.name(), i);
        writeCell(column.type(), row, i);
        consumer.endField(column.name(), i);
      } else if (!column.nullable()) {
        throw new IllegalStateException("column " + column.name() + " must have a value");
      }
    }
    consumer.endMessage();
  }

  private void writeCell(Column.Type type, Row row, int place) {
    switch (type) {
      case STRING -> consumer.addBinary(row.textAt(place));
      case LONG, TIMESTAMP -> consumer.addLong(row.longAt(place));
      case INT -> consumer.addInteger(Math.toIntExact(row.longAt(place)));
      case DOUBLE -> consumer.addDouble(row.doubleAt(place));
      case BOOLEAN -> consumer.addBoolean(row.longAt(place) != 0);
      case DOUBLE_LIST, PASSAGE_LIST -> writeList(row.listAt(place));
    }
  }

  private void writeList(List<?> elements) {
    consumer.startGroup();
    if (!elements.isEmpty()) {
      consumer.startField("list", 0);
      for (Object element : elements) {
        consumer.startGroup();
        consumer.startField("element", 0);
        writeElement(element);
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private void writeElement(Object element) {
    if (element instanceof Double number) {
      consumer.addDouble(number);
      return;
    }
    Passage passage = (Passage) element;
    consumer.startGroup();
    writeText("phase", 0, passage.phase());
    writeText("rule", 1, passage.rule());
    writeLong("step", 2, passage.step());
    writeLong("lower_step", 3, passage.lowerStep());
    consumer.startField("censored", 4);
    consumer.addBoolean(passage.censored());
    consumer.endField("censored", 4);
    consumer.endGroup();
  }

  private void writeText(String field, int index, String value) {
    consumer.startField(field, index);
    consumer.addBinary(Binary.fromConstantByteArray(value.getBytes(StandardCharsets.UTF_8)));
    consumer.endField(field, index);
  }

  private void writeLong(String field, int index, long value) {
    consumer.startField(field, index);
    consumer.addLong(value);
    consumer.endField(field, index);
  }
}
