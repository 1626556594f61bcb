package org.groksweep.trainer.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.SweepColumns;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Trial;

/** Writes the trials table of one bundle. */
public final class TrialsWriter implements Closeable {

  private final TableSchema schema;
  private final IdentityCells identity;
  private final MeasuredCells measured;
  private final TableWriter writer;
  private final Row row;

  /**
   * Creates the file.
   *
   * @param file must not exist
   * @param sweepId the sweep's name in the tables
   * @param bundleId the bundle
   * @param digest of its metric rows
   * @param columns the sweep's own
   * @param metadata for the footer
   * @throws IOException if the file cannot be created
   */
  public TrialsWriter(
      Path file,
      String sweepId,
      String bundleId,
      String digest,
      SweepColumns columns,
      Map<String, String> metadata)
      throws IOException {
    schema = new TableSchema(MetricColumns.ofTrials(columns));
    identity = new IdentityCells(schema, sweepId, columns.axes());
    measured = new MeasuredCells(schema, MetricColumns.FINAL, columns.probes());
    row = new Row(schema.columns().size());
    row.setText(schema.place("bundle_id"), bundleId);
    row.setText(schema.place("digest"), digest);
    writer = new TableWriter(file, "trials", schema, IdentityCells.names(columns.axes()), metadata);
  }

  /**
   * Writes a trial's row.
   *
   * @param metricRows of the trial in its metrics file, so that a reader can tell that none is gone
   */
  public void write(TrialRecord ended, long metricRows) throws IOException {
    Trial trial = ended.trial();
    TrialOutcome outcome = ended.outcome();
    identity.fill(row, trial, firstPhase(trial));
    row.setText(schema.place("engine"), outcome.engine());
    row.setText(schema.place("precision"), trial.spec().precision().name());
    row.setText(schema.place("status"), outcome.status().name());
    row.setText(schema.place("reason"), outcome.reason());
    row.setLong(
        schema.place("end_step"), outcome.last().map(StepMetrics::step).orElse(outcome.steps()));
    row.setList(schema.place("passages"), outcome.passages());
    measured.fill(row, outcome.last());
    row.setLong(schema.place("max_steps"), trial.spec().maxSteps());
    row.setLong(schema.place("steps"), outcome.steps());
    row.setDouble(schema.place("flops"), outcome.flops());
    row.setLong(schema.place("metric_rows"), metricRows);
    row.setDouble(schema.place("wall_seconds"), outcome.wallSeconds());
    if (outcome.error().isPresent()) {
      row.setText(schema.place("error"), outcome.error().get());
    } else {
      row.setNull(schema.place("error"));
    }
    row.setText(schema.place("spec"), CanonicalJson.of(trial.spec()));
    fill(ended.provenance());
    writer.write(row);
  }

  /**
   * Closes the file and checks that it holds all rows.
   *
   * @throws IOException if it does not
   */
  public void finish() throws IOException {
    writer.finish();
  }

  /** Gives the file up; without effect after {@link #finish}. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private void fill(Provenance provenance) {
    row.setText(schema.place("numerics_fingerprint"), provenance.numericsFingerprint());
    row.setText(schema.place("host"), provenance.host());
    row.setText(schema.place("attempt"), provenance.attempt());
    row.setLong(
        schema.place("started_at"),
        ChronoUnit.MICROS.between(Instant.EPOCH, provenance.startedAt()));
    row.setText(schema.place("versions"), provenance.versions());
  }

  // A trial stands in the table where its sweep put it; what later phases change is in metrics.
  private static Phase firstPhase(Trial trial) {
    return trial.spec().phases().get(0);
  }
}
