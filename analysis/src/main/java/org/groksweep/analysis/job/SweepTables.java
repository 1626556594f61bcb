package org.groksweep.analysis.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two tables of one or several sweeps, columns as {@link
 * org.groksweep.trainer.metrics.MetricColumns} declares them; an axis that a sweep does not have is
 * null in its rows.
 *
 * @param trials one row per finished trial
 * @param metrics one row per recorded step of those trials
 */
public record SweepTables(Dataset<Row> trials, Dataset<Row> metrics) implements AutoCloseable {

  /**
   * The same tables with the trials kept, in memory or on disk, from their first use until {@link
   * #close}: for whoever asks for them often, as each time costs opening a file per bundle.
   */
  public SweepTables held() {
    // A part per slot: the files make many more, which later queries would have a task each for.
    int slots = trials.sparkSession().sparkContext().defaultParallelism();
    return new SweepTables(trials.coalesce(slots).persist(), metrics);
  }

  /** Lets go of what is kept; the tables can still be read. */
  @Override
  public void close() {
    trials.unpersist();
  }
}
