package org.groksweep.analysis.job;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportTables;
import org.groksweep.analysis.report.TableRow;
import scala.jdk.javaapi.CollectionConverters;

/** A sweep's views, asked for its page. */
final class SparkReportTables implements ReportTables {

  private final SparkSession spark;
  private final SqlViews views;

  SparkReportTables(SparkSession spark, SqlViews views) {
    this.spark = spark;
    this.views = views;
  }

  @Override
  public List<String> columns(String table) {
    return views.has(table) ? List.of(spark.table(table).columns()) : List.of();
  }

  @Override
  public List<TableRow> query(String sql) {
    return views.rows(sql).stream().map(SparkReportTables::row).toList();
  }

  private static TableRow row(Row row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      cells.put(names[i], plain(row.get(i)));
    }
    return new TableRow(cells);
  }

  private static Object plain(Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Float || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof scala.collection.Seq<?> items) {
      List<Object> list = new ArrayList<>();
      CollectionConverters.asJava(items).forEach(item -> list.add(plain(item)));
      return list;
    }
    if (value == null
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof String) {
      return value;
    }
    return value.toString();
  }
}
