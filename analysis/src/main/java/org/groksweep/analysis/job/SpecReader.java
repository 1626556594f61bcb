package org.groksweep.analysis.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the analysis reads of the trials' canonical JSON, by Spark's own reader. A field that the
 * canonical form leaves out at its neutral value is null here.
 */
final class SpecReader {

  /** The columns that {@link #with} adds. */
  private static final String SETTINGS = "spec_settings";

  private static final String TEXTS = "spec_texts";

  private static final String SETTINGS_TYPE =
      """
      task struct<type:string, singularValues:array<double>, inputs:int, outputs:int,
        data:string, residual:string, residualVariance:double>,
      model struct<type:string, depth:int, width:int>,
      loss string,
      optimizer struct<type:string, momentum:double>,
      batching struct<size:int, sampling:string>,
      phases array<struct<name:string, maxSteps:bigint, learningRate:double,
        schedule:struct<warmupSteps:bigint, decay:string>, weightDecay:double, l2:double,
        gradientNoise:double,
        escapes:array<struct<name:string, metric:string, direction:string>>>>
      """;

  // A nested value read as a string keeps its JSON text.
  private static final String TEXTS_TYPE =
      """
      task string, model string, loss string, optimizer string, precision string,
      batching struct<sampling:string>, phases array<map<string,string>>, stopRules string,
      seeds struct<pinned:string>
      """;

  /** What may differ between trials of one group beside seeds: temperature and budget. */
  private static final List<String> OF_TEMPERATURE =
      List.of("learningRate", "gradientNoise", "maxSteps");

  private SpecReader() {}

  /** Trials with what is read of their specs. */
  static Dataset<Row> with(Dataset<Row> trials) {
    return trials
        .withColumn(SETTINGS, from_json(col("spec"), DataType.fromDDL(SETTINGS_TYPE)))
        .withColumn(TEXTS, from_json(col("spec"), DataType.fromDDL(TEXTS_TYPE)));
  }

  /** A condition on trials: they watch escapes. */
  static org.apache.spark.sql.Column hasEscapes() {
    return col("spec").contains("\"escapes\":[");
  }

  /** A condition on trials: they have phases numbered as those of a walk are. */
  static org.apache.spark.sql.Column hasWalks() {
    return col("spec").rlike("_3\",\"maxSteps\"");
  }

  static Row settings(Row trial) {
    return trial.getAs(SETTINGS);
  }

  static List<Row> phases(Row settings) {
    return settings.getList(settings.fieldIndex("phases"));
  }

  /** The escape rules of a phase. */
  static List<Row> escapes(Row phase) {
    int field = phase.fieldIndex("escapes");
    return phase.isNullAt(field) ? List.of() : phase.getList(field);
  }

  /** The text of all that trials of one group share. */
  static String groupText(Row trial) {
    Row texts = trial.getAs(TEXTS);
    List<Map<String, String>> phases = new ArrayList<>();
    List<scala.collection.Map<String, String>> read = texts.getList(texts.fieldIndex("phases"));
    for (scala.collection.Map<String, String> phase : read) {
      Map<String, String> kept = new TreeMap<>(CollectionConverters.asJava(phase));
      kept.keySet().removeAll(OF_TEMPERATURE);
      phases.add(kept);
    }
    return String.join(
        "\n",
        texts.getAs("task"),
        texts.getAs("model"),
        texts.getAs("loss"),
        texts.getAs("optimizer"),
        texts.getAs("precision"),
        texts.<Row>getAs("batching").getAs("sampling"),
        phases.toString(),
        texts.getAs("stopRules"),
        texts.<Row>getAs("seeds").getAs("pinned"));
  }

  /** A number that the canonical form leaves out at its neutral value, 0. */
  static double orZero(Row row, String name) {
    Double value = row.getAs(name);
    return value == null ? 0 : value;
  }
}
