package org.groksweep.analysis.job;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.groksweep.trainer.metrics.Column;

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
   * @throws IllegalArgumentException if no axis can have the field's type
   */
  static Column axisOf(StructField field) {
    for (Column.Type type : Column.Type.values()) {
      if (sameType(typeOf(type), field.dataType())) {
        return new Column(field.name(), type, true);
      }
    }
    throw new IllegalArgumentException(
        field.name() + ": " + field.dataType().sql() + " is no type of the tables");
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
