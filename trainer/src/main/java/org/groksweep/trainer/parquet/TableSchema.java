package org.groksweep.trainer.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.groksweep.trainer.metrics.Column;

/** A table's columns, their places, and the same as Parquet's schema. */
final class TableSchema {

  private final List<Column> columns;
  private final Map<String, Integer> places = new HashMap<>();

  TableSchema(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      if (places.put(columns.get(i).name(), i) != null) {
        throw new IllegalArgumentException("column " + columns.get(i).name() + " is there twice");
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  Column column(int place) {
    return columns.get(place);
  }

  /** The place of a column, from 0. */
  int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no column " + name + " among " + places.keySet());
    }
    return place;
  }

  MessageType message(String name) {
    return new MessageType(name, columns.stream().map(TableSchema::parquetType).toList());
  }

  private static Type parquetType(Column column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = column.name();
    return switch (column.type()) {
      case STRING -> text(repetition, name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(timestampType(true, TimeUnit.MICROS))
              .named(name);
      case DOUBLE_LIST ->
          list(repetition, name, Types.required(PrimitiveTypeName.DOUBLE).named("element"));
      case PASSAGE_LIST -> list(repetition, name, passage());
    };
  }

  private static Type passage() {
    return Types.requiredGroup()
        .addField(text(Repetition.REQUIRED, "phase"))
        .addField(text(Repetition.REQUIRED, "rule"))
        .addField(Types.required(PrimitiveTypeName.INT64).named("step"))
        .addField(Types.required(PrimitiveTypeName.INT64).named("lower_step"))
        .addField(Types.required(PrimitiveTypeName.BOOLEAN).named("censored"))
        .named("element");
  }

  // The three levels of the format's specification: without them a reader may see another list.
  private static Type list(Repetition repetition, String name, Type element) {
    return Types.buildGroup(repetition)
        .as(listType())
        .addField(Types.repeatedGroup().addField(element).named("list"))
        .named(name);
  }

  private static Type text(Repetition repetition, String name) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition).as(stringType()).named(name);
  }
}
