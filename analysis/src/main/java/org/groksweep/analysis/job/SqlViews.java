package org.groksweep.analysis.job;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The views {@code trials} and {@code metrics} of a session, and queries on them. */
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
    return new QueryResult(columns, rows.toDF(places).toJSON().toLocalIterator());
  }

  private Dataset<Row> parsed(String text) {
    try {
      return spark.sql(text);
    } catch (Exception e) {
      // Spark throws its checked exception without declaring it.
      if (e instanceof AnalysisException invalid) {
        throw new InvalidQueryException(invalid);
      }
      throw e;
    }
  }
}
