package org.groksweep.analysis.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.groksweep.analysis.critical.CriticalSize;
import org.groksweep.analysis.critical.CriticalSizeEstimator;
import org.groksweep.analysis.critical.Definition;
import org.groksweep.analysis.critical.SizedTrial;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.events.TrialEvents;
import org.groksweep.analysis.events.TrialFold;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.trainer.metrics.EndReason;
import scala.Tuple2;

/**
 * Makes the analysis tables of a sweep from its finished bundles.
 *
 * <p>Events are one aggregation over metrics: each task folds the rows it reads, in the order in
 * which they lie in the files, and only the folds, some hundred bytes per trial, are shuffled.
 * Critical sizes come from the written events and the trials.
 */
public final class AnalysisJob {

  /** For the isotonic estimate's standard error, which 500 resamples know to 3 %. */
  private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(500, 1);

  private final SparkSession spark;
  private final MetricsReader reader;

  public AnalysisJob(SparkSession spark) {
    this.spark = spark;
    this.reader = new MetricsReader(spark);
  }

  /**
   * Analyses a sweep and replaces its analysis tables as a whole.
   *
   * @param directory of the sweep; bundles that are not finished are not in the tables
   * @throws DamagedSweepException if its files contradict each other
   * @throws IOException if it cannot be read or written
   */
  public void analyze(String directory, AnalysisRequest request) throws IOException {
    try (SweepTables tables = reader.read(List.of(directory)).held()) {
      analyze(directory, tables, request);
    }
  }

  /** The same of tables that were read of the directory before. */
  public void analyze(String directory, SweepTables tables, AnalysisRequest request)
      throws IOException {
    try (AnalysisFolder folder =
        new AnalysisFolder(directory, spark.sparkContext().hadoopConfiguration())) {
      List<String> identity = Tables.identity(tables.trials().columns());
      Dataset<Row> events = events(tables, identity, request.rules());
      String stored = folder.write(Tables.EVENTS, events, identity);
      Dataset<Row> written =
          reader.files().schema(events.schema()).parquet(MetricsReader.literal(List.of(stored)));
      folder.write(
          Tables.CRITICAL_SIZE,
          criticalSizes(tables.trials(), written, identity, request),
          request.over().map(over -> Tables.group(identity, over)).orElse(List.of("sweep_id")));
      writeEscapes(tables, folder);
      writeWalks(tables, folder);
      folder.publish();
    }
  }

  private void writeEscapes(SweepTables tables, AnalysisFolder folder) throws IOException {
    if (tables.trials().where(SpecReader.hasEscapes()).isEmpty()) {
      return;
    }
    try (EscapeJob job = new EscapeJob(spark, tables)) {
      folder.write(EscapeColumns.ESCAPES, job.escapes(), List.of("group_id", "trial_id"));
      folder.write(
          EscapeColumns.ESCAPE_TIMES,
          job.escapeTimes(),
          List.of("group_id", "time_unit", "temperature"));
      folder.write(
          EscapeColumns.ARRHENIUS,
          job.arrhenius(),
          List.of("group_id", "time_unit", "zero_modes", "incubation_steps"));
    }
  }

  private void writeWalks(SweepTables tables, AnalysisFolder folder) throws IOException {
    List<String> columns = List.of(tables.metrics().columns());
    if (!columns.contains(HysteresisJob.SINGULAR_VALUES)
        || tables.trials().where(SpecReader.hasWalks()).isEmpty()) {
      return;
    }
    try (HysteresisJob job = new HysteresisJob(spark, tables)) {
      if (!job.isEmpty()) {
        List<String> order = List.of("cell_id", "mode", "direction");
        folder.write(EscapeColumns.HYSTERESIS, job.hysteresis(), order);
        folder.write(
            EscapeColumns.WALKS, job.walks(), List.of("cell_id", "mode", "direction", "visit"));
      }
    }
  }

  private Dataset<Row> events(SweepTables tables, List<String> identity, EventRules rules) {
    JavaPairRDD<String, Tuple2<String, Long>> ended =
        tables
            .trials()
            .select("trial_id", "status", "metric_rows")
            .as(Encoders.tuple(Encoders.STRING(), Encoders.STRING(), Encoders.LONG()))
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(row._1(), new Tuple2<>(row._2(), row._3())));
    String rule = rules.text();
    JavaRDD<Row> rows =
        ended
            .leftOuterJoin(folds(tables.metrics(), rules))
            .map(trial -> eventsOf(trial._1(), trial._2()._1(), trial._2()._2(), rule));
    Dataset<Row> events = spark.createDataFrame(rows, Tables.TRIAL_EVENTS);
    List<String> all = new ArrayList<>(identity);
    List.of(Tables.TRIAL_EVENTS.fieldNames()).stream().skip(1).forEach(all::add);
    return tables.trials().select(columns(identity)).join(events, "trial_id").select(columns(all));
  }

  private JavaPairRDD<String, TrialFold> folds(Dataset<Row> metrics, EventRules rules) {
    JavaPairRDD<String, TrialFold> runs =
        metrics
            .select(
                functions.col("trial_id"),
                functions.col("phase"),
                functions.col("step"),
                TableSchema.metric(metrics.schema(), rules.memorized().metric()).as("memorized"),
                TableSchema.metric(metrics.schema(), rules.generalized().metric())
                    .as("generalized"))
            .as(
                Encoders.tuple(
                    Encoders.STRING(),
                    Encoders.STRING(),
                    Encoders.LONG(),
                    Encoders.DOUBLE(),
                    Encoders.DOUBLE()))
            .toJavaRDD()
            .mapPartitionsToPair(rows -> new FoldedRuns(rows, rules));
    // The folds are few and small: more parts than cores would only cost their bookkeeping.
    return runs.reduceByKey(AnalysisJob::merged, spark.sparkContext().defaultParallelism());
  }

  private static TrialFold merged(TrialFold first, TrialFold second) {
    first.merge(second);
    return first;
  }

  // A trial that ended, with the number of its rows, which earlier versions did not store.
  private static Row eventsOf(
      String trialId,
      Tuple2<String, Long> ended,
      org.apache.spark.api.java.Optional<TrialFold> fold,
      String rule) {
    String status = ended._1();
    Long stored = ended._2();
    long rows = fold.isPresent() ? fold.get().rows() : 0;
    if (stored != null && stored != rows) {
      throw new IllegalStateException(
          "trial "
              + trialId
              + " has "
              + rows
              + " rows in metrics, and "
              + stored
              + " were written; remove its bundle's trials file and run the sweep again");
    }
    EndReason end = EndReason.valueOf(status);
    if (fold.isPresent()) {
      return Tables.events(trialId, fold.get().events(end), rule);
    }
    if (end.isResult()) {
      throw new IllegalStateException(
          "trial " + trialId + " is " + status + " and has no row in metrics");
    }
    return Tables.events(trialId, TrialEvents.NONE, rule);
  }

  private Dataset<Row> criticalSizes(
      Dataset<Row> trials, Dataset<Row> events, List<String> identity, AnalysisRequest request) {
    if (request.over().isEmpty()) {
      StructType group = events.select("sweep_id").schema();
      return spark.createDataFrame(List.of(), Tables.criticalSize(group));
    }
    SizeAxis over = request.over().get();
    String path = over.path();
    List<String> group = Tables.group(identity, over);
    Dataset<Row> sized =
        trials
            .withColumn("examples", over.examples())
            // What has no training set, as a population, has no critical size of one.
            .where("examples IS NOT NULL")
            .join(events.select("trial_id", "generalized_at_end"), "trial_id");
    String rule = request.rules().text();
    JavaRDD<Row> rows =
        sized
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(Tables.part(row, group), Tables.measuredTrial(row)))
            .groupByKey()
            .flatMap(
                each ->
                    estimates(each._2()).stream()
                        .map(size -> Tables.criticalSize(each._1(), path, size, rule))
                        .iterator());
    return spark.createDataFrame(rows, Tables.criticalSize(events.select(columns(group)).schema()));
  }

  private static List<CriticalSize> estimates(Iterable<Tables.MeasuredTrial> group) {
    List<SizedTrial> trials = new ArrayList<>();
    boolean hasAccuracy = false;
    for (Tables.MeasuredTrial trial : group) {
      trials.add(trial.sized());
      hasAccuracy |= trial.hasAccuracy();
    }
    List<CriticalSize> sizes = new ArrayList<>();
    for (Definition definition : Definition.values()) {
      // A regression has no accuracy, so none that could be midway.
      if (definition == Definition.PROBABILITY || hasAccuracy) {
        sizes.add(
            new CriticalSizeEstimator(definition, Optional.empty(), BOOTSTRAP).estimate(trials));
      }
    }
    return sizes;
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
