package org.groksweep.analysis.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The tables of escapes: every wait, mean times by temperature, and Arrhenius fits with their
 * judgement and their theory. A group is all waits for one escape in one phase whose trials differ
 * in nothing but temperature (learning rate, gradient noise, batch size), budget and seed.
 */
final class EscapeJob implements AutoCloseable {

  private final SparkSession spark;
  private final Places places;
  private final JavaRDD<EscapeTrial> trials;

  /** Of the trials of a sweep; {@link SpecReader#hasEscapes} says whether there are any. */
  EscapeJob(SparkSession spark, SweepTables tables) {
    this.spark = spark;
    this.places = new Places(tables.trials());
    List<String> identity = places.identity();
    Dataset<Row> watching =
        SpecReader.with(tables.trials().where(SpecReader.hasEscapes()))
            .join(broadcast(phaseStarts(tables.metrics())), "trial_id", "left_outer");
    this.trials =
        watching.toJavaRDD().flatMap(row -> EscapeTrial.of(row, identity).iterator()).cache();
  }

  // A phase's first row need not be read: any row knows how far it is from it.
  private static Dataset<Row> phaseStarts(Dataset<Row> metrics) {
    return metrics
        .groupBy("trial_id", "phase")
        .agg(min(col("step").minus(col("phase_step"))).as("start"))
        .groupBy("trial_id")
        .agg(
            map_from_entries(collect_set(struct(col("phase"), col("start"))))
                .as(EscapeTrial.PHASE_STARTS));
  }

  /** Frees what the tables were made from; call it when they are written. */
  @Override
  public void close() {
    trials.unpersist();
  }

  /** Every wait. */
  Dataset<Row> escapes() {
    Places of = places;
    return spark.createDataFrame(
        trials.map(trial -> EscapeRows.escape(trial, of)), EscapeColumns.escapes(places.fields()));
  }

  /** Mean times by group and temperature. */
  Dataset<Row> escapeTimes() {
    StructType schema = EscapeColumns.escapeTimes(places.fields());
    return spark.createDataFrame(rows(EscapeRows::escapeTimes), schema);
  }

  /** Fits by group. */
  Dataset<Row> arrhenius() {
    return spark.createDataFrame(
        rows(EscapeRows::arrhenius), EscapeColumns.arrhenius(places.fields()));
  }

  /** Rows of a group. */
  @FunctionalInterface
  private interface GroupRows extends java.io.Serializable {
    Stream<Row> of(List<EscapeTrial> group, Places places);
  }

  private JavaRDD<Row> rows(GroupRows rows) {
    Places of = places;
    JavaPairRDD<String, EscapeTrial> byGroup =
        trials.mapToPair(trial -> new Tuple2<>(trial.group(), trial));
    return byGroup.groupByKey().flatMap(group -> rows.of(listed(group._2()), of).iterator());
  }

  private static List<EscapeTrial> listed(Iterable<EscapeTrial> trials) {
    List<EscapeTrial> all = new ArrayList<>();
    trials.forEach(all::add);
    return all;
  }
}
