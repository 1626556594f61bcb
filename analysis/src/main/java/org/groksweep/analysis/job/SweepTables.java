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
public record SweepTables(Dataset<Row> trials, Dataset<Row> metrics) {}
