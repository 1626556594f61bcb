package org.groksweep.analysis.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.SweepColumns;

/**
 * Writes a sweep's directory by Spark itself, so that the reader is tested against the declared
 * columns and not against the trainer's writer.
 */
final class StoredSweep {

  private static final Map<Column.Type, Object> FILLERS =
      Map.of(
          Column.Type.STRING,
          "x",
          Column.Type.LONG,
          0L,
          Column.Type.INT,
          0,
          Column.Type.DOUBLE,
          0.0,
          Column.Type.BOOLEAN,
          true,
          Column.Type.TIMESTAMP,
          java.sql.Timestamp.from(java.time.Instant.EPOCH),
          Column.Type.DOUBLE_LIST,
          List.of(),
          Column.Type.PASSAGE_LIST,
          List.of());

  private final SparkSession spark;
  private final Path directory;
  private final SweepColumns columns;

  StoredSweep(SparkSession spark, Path directory, List<Column> axes) {
    this(spark, directory, SweepColumns.ofAxes(axes));
  }

  StoredSweep(SparkSession spark, Path directory, SweepColumns columns) {
    this.spark = spark;
    this.directory = directory;
    this.columns = columns;
  }

  String directory() {
    return directory.toString();
  }

  /** Stores a bundle of one trial with rows at the given steps; returns its metrics file. */
  Path bundle(String bundle, String digest, Map<String, Object> axisValues, long... steps) {
    Path metrics = orphan(bundle, digest, axisValues, steps);
    Map<String, Object> values = new java.util.HashMap<>(axisValues);
    values.put("trial_id", "t" + bundle);
    values.put("bundle_id", bundle);
    values.put("digest", digest);
    List<Column> table = MetricColumns.ofTrials(columns);
    write(table, List.of(row(table, values)), directory.resolve("trials/" + bundle + ".parquet"));
    return metrics;
  }

  /** A recorded step of a stored trial. */
  record StoredRow(
      String phase,
      long step,
      Double trainAccuracy,
      Double testAccuracy,
      Map<String, Object> more) {

    StoredRow(String phase, long step, Double trainAccuracy, Double testAccuracy) {
      this(phase, step, trainAccuracy, testAccuracy, Map.of());
    }
  }

  /** A trial with its rows; values are of columns of both tables and of trials alone. */
  record StoredTrial(
      String id, Map<String, Object> axisValues, Map<String, Object> ended, List<StoredRow> rows) {}

  /** Stores a bundle of several trials. */
  void bundle(String bundle, List<StoredTrial> trials) {
    List<Column> metricsColumns = MetricColumns.ofMetrics(columns);
    List<Column> trialsColumns = MetricColumns.ofTrials(columns);
    List<Row> metrics = new ArrayList<>();
    List<Row> ends = new ArrayList<>();
    for (StoredTrial trial : trials) {
      Map<String, Object> values = new java.util.HashMap<>(trial.axisValues());
      values.put("trial_id", trial.id());
      String phase = "";
      long start = 0;
      for (StoredRow recorded : trial.rows()) {
        start = recorded.phase().equals(phase) ? start : recorded.step();
        phase = recorded.phase();
        values.putAll(recorded.more());
        values.put("phase_step", recorded.step() - start);
        values.put("phase", recorded.phase());
        values.put("step", recorded.step());
        values.put("train_accuracy", recorded.trainAccuracy());
        values.put("test_accuracy", recorded.testAccuracy());
        metrics.add(row(metricsColumns, values));
      }
      values.put("bundle_id", bundle);
      values.put("digest", "d");
      values.putAll(trial.ended());
      ends.add(row(trialsColumns, values));
    }
    write(metricsColumns, metrics, directory.resolve("metrics/" + bundle + "-d.parquet"));
    write(trialsColumns, ends, directory.resolve("trials/" + bundle + ".parquet"));
  }

  /** Stores a metrics file that no trials file names. */
  Path orphan(String bundle, String digest, Map<String, Object> axisValues, long... steps) {
    List<Column> table = MetricColumns.ofMetrics(columns);
    List<Row> rows = new ArrayList<>();
    for (long step : steps) {
      Map<String, Object> values = new java.util.HashMap<>(axisValues);
      values.put("trial_id", "t" + bundle);
      values.put("step", step);
      values.put("train_loss", 1.0 / (step + 1));
      rows.add(row(table, values));
    }
    Path file = directory.resolve("metrics/" + bundle + "-" + digest + ".parquet");
    write(table, rows, file);
    return file;
  }

  private static Row row(List<Column> columns, Map<String, Object> values) {
    return RowFactory.create(
        columns.stream()
            .map(
                column ->
                    values.getOrDefault(
                        column.name(), column.nullable() ? null : FILLERS.get(column.type())))
            .toArray());
  }

  private void write(List<Column> columns, List<Row> rows, Path file) {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema =
          schema.add(
              new StructField(
                  column.name(),
                  TableSchema.typeOf(column.type()),
                  column.nullable(),
                  org.apache.spark.sql.types.Metadata.empty()));
    }
    try {
      Path parts = Files.createTempDirectory("groksweep-test-");
      spark
          .createDataFrame(rows, schema)
          .coalesce(1)
          .write()
          .mode("overwrite")
          // Plain pages: a flipped bit in them is a changed number, not a broken compression frame.
          .option("compression", "none")
          // Small row groups, so that a small file can be cut between partitions.
          .option("parquet.block.size", "4096")
          .parquet(parts.toString());
      Files.createDirectories(file.getParent());
      try (Stream<Path> written = Files.list(parts)) {
        Path part =
            written
                .filter(path -> path.getFileName().toString().startsWith("part-"))
                .findFirst()
                .orElseThrow();
        Files.move(part, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
