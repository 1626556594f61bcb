package org.groksweep.analysis.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.groksweep.trainer.metrics.SweepColumns;

/**
 * Reads the tables of sweeps, and nothing that is not committed: the trials files say which metrics
 * files count.
 *
 * <p>Spark alone would pass over an empty file without a word and take a flipped bit for a number,
 * so files are looked at before they are read and page checksums are verified while they are.
 */
public final class MetricsReader {

  // The magic number at both ends and the footer's length: what any Parquet file has at least.
  private static final long SMALLEST_PARQUET_BYTES = 12;
  private static final List<String> FORBIDDEN =
      List.of("spark.sql.files.ignoreCorruptFiles", "spark.sql.files.ignoreMissingFiles");

  private final SparkSession spark;

  /**
   * A reader on a session.
   *
   * @throws IllegalArgumentException if the session skips files that it cannot read
   */
  public MetricsReader(SparkSession spark) {
    for (String setting : FORBIDDEN) {
      if (Boolean.parseBoolean(spark.conf().get(setting, "false"))) {
        throw new IllegalArgumentException(
            setting + ": true would drop trials without a word; set it to false");
      }
    }
    this.spark = spark;
  }

  /**
   * The tables of sweeps, joined by column name.
   *
   * @param directories of the sweeps, on any Hadoop file system; one that holds no finished bundle
   *     adds no row
   * @throws DamagedSweepException if a metrics file that a trials file names is missing or no file
   *     of ours, or if sweeps give an axis different types
   * @throws IOException if a directory cannot be listed
   */
  public SweepTables read(List<String> directories) throws IOException {
    List<String> trialsFiles = new ArrayList<>();
    for (String directory : directories) {
      trialsFiles.addAll(trialsFilesOf(directory));
    }
    if (trialsFiles.isEmpty()) {
      return new SweepTables(
          empty(MetricColumns.ofTrials(SweepColumns.NONE)),
          empty(MetricColumns.ofMetrics(SweepColumns.NONE)));
    }
    SweepColumns columns = columnsOf(trialsFiles);
    List<String> metricsFiles = new ArrayList<>();
    for (String directory : directories) {
      metricsFiles.addAll(metricsFilesOf(directory, columns));
    }
    return new SweepTables(
        load(MetricColumns.ofTrials(columns), trialsFiles),
        load(MetricColumns.ofMetrics(columns), metricsFiles));
  }

  /**
   * An analysis table of sweeps, joined by column name.
   *
   * @param name such as events
   * @return empty where no directory has it: nothing was analysed there
   * @throws IOException if a directory cannot be listed
   */
  public Optional<Dataset<Row>> analysis(List<String> directories, String name) throws IOException {
    List<String> parts = new ArrayList<>();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    for (String directory : directories) {
      Path root = new Path(directory);
      Optional<Path> file =
          new TableGenerations(root, TableFiles.of(root, configuration)).file(name);
      if (file.isPresent()) {
        parts.add(requireParquet(root.getFileSystem(configuration).getFileStatus(file.get())));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(files().option("mergeSchema", "true").parquet(literal(parts)));
  }

  // The columns of the files that no sweep has by itself: axes, and the last values of probes.
  private SweepColumns columnsOf(List<String> trialsFiles) throws IOException {
    StructType merged = mergedSchema(trialsFiles);
    Map<String, Column> declared = new HashMap<>();
    MetricColumns.ofTrials(SweepColumns.NONE)
        .forEach(column -> declared.put(column.name(), column));
    List<Column> axes = new ArrayList<>();
    List<Column> probes = new ArrayList<>();
    for (StructField field : merged.fields()) {
      Column column = declared.get(field.name());
      if (column == null && field.name().startsWith(MetricColumns.FINAL)) {
        String name = field.name().substring(MetricColumns.FINAL.length());
        probes.add(Column.optional(name, TableSchema.columnOf(field).type()));
      } else if (column == null) {
        axes.add(TableSchema.columnOf(field));
      } else if (!TableSchema.sameType(TableSchema.typeOf(column.type()), field.dataType())) {
        throw new DamagedSweepException(
            "trials." + field.name() + ": " + field.dataType().sql() + " must be " + column.type());
      }
    }
    return new SweepColumns(axes, probes);
  }

  private StructType mergedSchema(List<String> trialsFiles) {
    return files().option("mergeSchema", "true").parquet(literal(trialsFiles)).schema();
  }

  private List<String> trialsFilesOf(String directory) throws IOException {
    List<String> trials = new ArrayList<>();
    for (FileStatus file : list(new Path(directory, "trials"))) {
      trials.add(requireParquet(file));
    }
    return trials;
  }

  private List<String> metricsFilesOf(String directory, SweepColumns columns) throws IOException {
    List<String> trials = trialsFilesOf(directory);
    if (trials.isEmpty()) {
      return List.of();
    }
    Path folder = new Path(directory, "metrics");
    Map<String, FileStatus> present = new HashMap<>();
    list(folder).forEach(file -> present.put(file.getPath().getName(), file));
    List<String> metrics = new ArrayList<>();
    for (String name : namedBy(load(MetricColumns.ofTrials(columns), trials))) {
      FileStatus file = present.get(name);
      if (file == null) {
        throw new DamagedSweepException(
            new Path(folder, name)
                + ": is missing, though a trials file names it; run the sweep again to mend it");
      }
      metrics.add(requireParquet(file));
    }
    return metrics;
  }

  private static List<String> namedBy(Dataset<Row> trials) {
    return trials.select("bundle_id", "digest").distinct().collectAsList().stream()
        .map(row -> row.<String>getAs("bundle_id") + "-" + row.<String>getAs("digest") + ".parquet")
        .sorted()
        .toList();
  }

  private Dataset<Row> load(List<Column> columns, List<String> paths) {
    return files().schema(TableSchema.of(columns)).parquet(literal(paths));
  }

  /** Reads Parquet files, with their checksums verified; {@link #literal} for their paths. */
  DataFrameReader files() {
    return spark.read().option("parquet.page.verify-checksum.enabled", "true");
  }

  /**
   * Paths as Spark takes them for what they are: brackets in a folder's name are that, and no
   * pattern. Its own __globPaths__: false lists, and reads, n files n times over where there are
   * such characters.
   */
  static String[] literal(List<String> paths) {
    return paths.stream()
        .map(path -> path.replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1"))
        .toArray(String[]::new);
  }

  private Dataset<Row> empty(List<Column> columns) {
    return spark.createDataFrame(List.of(), TableSchema.of(columns));
  }

  // The files of a folder that Spark would see, by name; none where there is no folder.
  private List<FileStatus> list(Path folder) throws IOException {
    FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    try {
      return Arrays.stream(files.listStatus(folder, MetricsReader::isVisible))
          .filter(FileStatus::isFile)
          .sorted(Comparator.comparing(file -> file.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isVisible(Path file) {
    return !file.getName().startsWith(".") && !file.getName().startsWith("_");
  }

  private static String requireParquet(FileStatus file) throws DamagedSweepException {
    if (file.getLen() < SMALLEST_PARQUET_BYTES) {
      throw new DamagedSweepException(
          "%s: %d bytes are no Parquet file; delete it and run the sweep again to mend it"
              .formatted(file.getPath(), file.getLen()));
    }
    return file.getPath().toString();
  }
}
