package org.groksweep.trainer.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * Writes the metrics table of one bundle as its rows come. Memory does not grow with their number,
 * but for a row group of at most 8 MB.
 */
public final class MetricsWriter implements MetricSink, Closeable {

  private final TableSchema schema;
  private final IdentityCells identity;
  private final MeasuredCells measured;
  private final RowDigest digest;
  private final TableWriter writer;
  private final Row row;
  private final Map<TrialId, Long> rowsByTrial = new HashMap<>();
  private Optional<Trial> trial = Optional.empty();
  private int phase;
  private long lastStep;

  /**
   * Creates the file.
   *
   * @param file must not exist
   * @param sweepId the sweep's name in the tables
   * @param columns the sweep's own
   * @param metadata provenance for the footer
   * @throws IOException if the file cannot be created
   */
  public MetricsWriter(
      Path file, String sweepId, SweepColumns columns, Map<String, String> metadata)
      throws IOException {
    schema = new TableSchema(MetricColumns.ofMetrics(columns));
    identity = new IdentityCells(schema, sweepId, columns.axes());
    measured = new MeasuredCells(schema, "", columns.probes());
    digest = new RowDigest(schema);
    row = new Row(schema.columns().size());
    writer =
        new TableWriter(file, "metrics", schema, IdentityCells.names(columns.axes()), metadata);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a trial's steps do not grow
   */
  @Override
  public void accept(Trial next, StepMetrics metrics) throws IOException {
    boolean sameTrial = trial.filter(current -> current.id().equals(next.id())).isPresent();
    if (sameTrial && metrics.step() < lastStep) {
      throw new IllegalArgumentException(
          next.id() + ": step " + metrics.step() + " must not come after step " + lastStep);
    }
    if (!sameTrial || metrics.phase() != phase) {
      identity.fill(row, next, next.spec().phases().get(metrics.phase()));
      row.setText(schema.place("phase"), next.spec().phases().get(metrics.phase()).name());
    }
    trial = Optional.of(next);
    phase = metrics.phase();
    lastStep = metrics.step();
    row.setLong(schema.place("phase_step"), metrics.phaseStep());
    row.setLong(schema.place("step"), metrics.step());
    row.setDouble(schema.place("time"), metrics.time());
    measured.fill(row, Optional.of(metrics));
    row.setBoolean(schema.place("finite"), metrics.finite());
    writer.write(row);
    digest.update(row);
    rowsByTrial.merge(next.id(), 1L, Long::sum);
  }

  /** Number of rows of a trial so far. */
  public long rows(TrialId of) {
    return rowsByTrial.getOrDefault(of, 0L);
  }

  /** Number of rows so far. */
  public long rows() {
    return writer.rows();
  }

  /**
   * Closes the file, checks that it holds all rows, and returns their digest.
   *
   * @throws IOException if the file does not hold what was accepted
   */
  public String finish() throws IOException {
    writer.finish();
    return digest.finish();
  }

  /** Gives the file up; without effect after {@link #finish}. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
