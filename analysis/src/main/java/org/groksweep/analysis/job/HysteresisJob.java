package org.groksweep.analysis.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The tables of L2 walks, from the singular values at the end of each dwell: where each mode jumps
 * in each direction, and the loops that it draws. A group is a cell: its replicas differ in their
 * seeds alone.
 */
final class HysteresisJob implements AutoCloseable {

  /** The column of metrics that walks are read from. */
  static final String SINGULAR_VALUES = "singular_values";

  private final SparkSession spark;
  private final Places places;
  private final JavaRDD<HysteresisTrial> trials;

  /** Of a sweep whose metrics have the column {@link #SINGULAR_VALUES}. */
  HysteresisJob(SparkSession spark, SweepTables tables) {
    this.spark = spark;
    this.places = new Places(tables.trials());
    List<String> identity = places.identity();
    Dataset<Row> walking =
        SpecReader.with(tables.trials().where(SpecReader.hasWalks()))
            .join(phaseEnds(tables.metrics()), "trial_id", "left_outer");
    this.trials =
        walking
            .toJavaRDD()
            .flatMap(row -> HysteresisTrial.of(row, identity).stream().iterator())
            .cache();
  }

  private static Dataset<Row> phaseEnds(Dataset<Row> metrics) {
    return metrics
        .where(col(SINGULAR_VALUES).isNotNull())
        .groupBy("trial_id", "phase")
        .agg(max_by(col(SINGULAR_VALUES), col("step")).as("strengths"))
        .groupBy("trial_id")
        .agg(
            map_from_entries(collect_list(struct(col("phase"), col("strengths"))))
                .as(HysteresisTrial.STRENGTHS));
  }

  /** Frees what the tables were made from; call it when they are written. */
  @Override
  public void close() {
    trials.unpersist();
  }

  /** Whether there is any walk that the theory knows modes of. */
  boolean isEmpty() {
    return trials.isEmpty();
  }

  /** Jumps and loops by cell, mode and direction. */
  Dataset<Row> hysteresis() {
    return spark.createDataFrame(
        rows(HysteresisRows::hysteresis), EscapeColumns.hysteresis(places.fields()));
  }

  /** Strengths by cell, mode, direction and L2 value. */
  Dataset<Row> walks() {
    return spark.createDataFrame(rows(HysteresisRows::walks), EscapeColumns.walks(places.fields()));
  }

  @FunctionalInterface
  private interface CellRows extends java.io.Serializable {
    Stream<Row> of(List<HysteresisTrial> cell, Places places);
  }

  private JavaRDD<Row> rows(CellRows rows) {
    Places of = places;
    JavaPairRDD<Object, HysteresisTrial> byCell =
        trials.mapToPair(trial -> new Tuple2<>(of.cell(trial.identity(), "cell_id"), trial));
    return byCell.groupByKey().flatMap(cell -> rows.of(listed(cell._2()), of).iterator());
  }

  private static List<HysteresisTrial> listed(Iterable<HysteresisTrial> trials) {
    List<HysteresisTrial> all = new ArrayList<>();
    trials.forEach(all::add);
    return all;
  }
}
