/**
 * Where the analysis meets Spark: tables of sweeps in, named views and estimates out.
 *
 * <p>{@link org.groksweep.analysis.job.MetricsReader} is the only place that knows the tables' rows
 * and files; everything else works on the views by column name.
 */
package org.groksweep.analysis.job;
