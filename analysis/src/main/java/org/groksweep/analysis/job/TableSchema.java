package org.groksweep.analysis.job;

import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricNames;

/** The tables' declared columns as Spark's types, and back. */
final class TableSchema {

  private static final DataType PASSAGE =
      new StructType()
          .add("phase", DataTypes.StringType, false)
          .add("rule", DataTypes.StringType, false)
          .add("step", DataTypes.LongType, false)
          .add("lower_step", DataTypes.LongType, false)
          .add("censored", DataTypes.BooleanType, false);

  private TableSchema() {}

  static StructType of(List<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), typeOf(column.type()), column.nullable());
    }
    return schema;
  }

  /**
   * The column that a file's field is.
   *
   * @throws IllegalArgumentException if no column has the field's type
   */
  static Column columnOf(StructField field) {
    for (Column.Type type : Column.Type.values()) {
      if (sameType(typeOf(type), field.dataType())) {
        return Column.optional(field.name(), type);
      }
    }
    throw new IllegalArgumentException(
        field.name() + ": " + field.dataType().sql() + " is no type of the tables");
  }

  /**
   * The numbers that a passage rule's metric names: a column of metrics, or the n-th element of a
   * probe's list by the column's name and "_n", from 1; null beyond a list's end.
   *
   * @throws IllegalArgumentException if the table has no such numbers
   */
  static org.apache.spark.sql.Column metric(StructType metrics, String name) {
    List<String> fields = List.of(metrics.fieldNames());
    if (fields.contains(name)) {
      return functions.col(name);
    }
    for (String field : fields) {
      Column column = columnOf(metrics.apply(field));
      OptionalInt place = MetricNames.placeOf(name, column);
      if (place.isPresent()) {
        return functions.get(functions.col(field), functions.lit(place.getAsInt())).as(name);
      }
    }
    throw new IllegalArgumentException(
        "metric " + name + " must be a column of metrics: " + String.join(", ", fields));
  }

  static DataType typeOf(Column.Type type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case LONG -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DOUBLE_LIST -> DataTypes.createArrayType(DataTypes.DoubleType, false);
      case PASSAGE_LIST -> DataTypes.createArrayType(PASSAGE, false);
    };
  }

  /** Whether two types differ at most in where they allow null, which files do not keep. */
  static boolean sameType(DataType first, DataType second) {
    return DataType.equalsIgnoreNullability(first, second);
  }
}
