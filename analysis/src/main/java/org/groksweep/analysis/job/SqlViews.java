package org.groksweep.analysis.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views of a session, and queries on them: {@code trials}, {@code metrics}, and of the analysis
 * tables those that were made.
 */
public final class SqlViews {

  private final SparkSession spark;

  private SqlViews(SparkSession spark) {
    this.spark = spark;
  }

  /** Names the tables in the session, in place of what had these names. */
  public static SqlViews of(SparkSession spark, SweepTables tables) {
    tables.trials().createOrReplaceTempView("trials");
    tables.metrics().createOrReplaceTempView("metrics");
    return new SqlViews(spark);
  }

  /**
   * Names all tables of sweeps in the session, in place of what had these names.
   *
   * @param directories of the sweeps
   * @throws IOException if they cannot be read or contradict themselves
   */
  public static SqlViews of(SparkSession spark, List<String> directories) throws IOException {
    return of(spark, new MetricsReader(spark).read(directories), directories);
  }

  /** The same with tables that were read of the directories before. */
  public static SqlViews of(SparkSession spark, SweepTables tables, List<String> directories)
      throws IOException {
    MetricsReader reader = new MetricsReader(spark);
    SqlViews views = of(spark, tables);
    for (String name : Tables.NAMES) {
      spark.catalog().dropTempView(name);
      reader.analysis(directories, name).ifPresent(table -> table.createOrReplaceTempView(name));
    }
    return views;
  }

  /**
   * Whether there is a view of that name: an analysis makes a table where there is something for
   * it.
   */
  public boolean has(String view) {
    // Not Catalog.tableExists: what is no view it looks for among stored tables, and makes their
    // folder, spark-warehouse, in the working directory for it.
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .sessionState()
        .catalog()
        .getTempView(view)
        .isDefined();
  }

  /**
   * Runs a query.
   *
   * @throws InvalidQueryException if the text is no query on the views
   */
  public QueryResult query(String text) {
    Dataset<Row> rows = parsed(text);
    List<String> columns = List.of(rows.columns());
    // By place: a query may name two columns alike, and a JSON object would keep one of them.
    String[] places = new String[columns.size()];
    Arrays.setAll(places, Integer::toString);
    Iterator<String> json = guarded(() -> rows.toDF(places).toJSON().toLocalIterator());
    return new QueryResult(columns, blamingTheQuery(json));
  }

  /**
   * The rows of a query that answers with few.
   *
   * @throws InvalidQueryException if the text is no query on the views
   */
  List<Row> rows(String text) {
    return parsed(text).collectAsList();
  }

  // A cast that fails or a division by zero shows once rows are read, or when constants are folded.
  private static Iterator<String> blamingTheQuery(Iterator<String> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return guarded(rows::hasNext);
      }

      @Override
      public String next() {
        return guarded(rows::next);
      }
    };
  }

  private static <T> T guarded(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      // SQLSTATE class 22 is a data exception: what the query asks of its values cannot be had.
      if (e instanceof SparkThrowable fault
          && fault.getSqlState() != null
          && fault.getSqlState().startsWith("22")) {
        throw new InvalidQueryException(e.getMessage());
      }
      throw e;
    }
  }

  private Dataset<Row> parsed(String text) {
    try {
      return spark.sql(text);
    } catch (Exception e) {
      // Spark throws its checked exception without declaring it.
      if (e instanceof AnalysisException invalid) {
        throw Tables.NAMES.stream().anyMatch(name -> isMissing(name, invalid))
            ? new InvalidQueryException(
                invalid.getSimpleMessage()
                    + (has(Tables.EVENTS)
                        ? "\nThis sweep has nothing for that table"
                        : "\nNothing is analysed yet: ./sweep analyze DIR"))
            : new InvalidQueryException(invalid);
      }
      throw e;
    }
  }

  private static boolean isMissing(String view, AnalysisException fault) {
    return "TABLE_OR_VIEW_NOT_FOUND".equals(fault.getCondition())
        && fault.getMessage().contains("`" + view + "`");
  }
}
