package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of 100,000 trials in 10,000 cells of a grid of four axes, and 2,000 estimates. */
@Tag("slow")
@Tag("spark")
class ReportOfManyTrialsTest {

  private static final int TRIALS = 100_000;
  private static final int MOST_BYTES = 4_000_000;

  // The trial's number, digit by digit: its seed, then its place on each axis.
  private static final String PLACE =
      """
      concat('t', id) AS trial_id, concat('c', id div 10) AS cell_id, id % 10 AS seed,
      int(id div 10 % 10) AS depth, double(id div 100 % 10) AS init_scale,
      double(id div 1000 % 10) AS weight_decay, int(10 * (1 + id div 10000)) AS train_examples""";

  private final SparkSession spark = TestSpark.session();

  @Test
  void isAFewMegabytes() {
    // The session is shared: a view of another test's sweep would be taken for this one's.
    Tables.NAMES.forEach(name -> spark.catalog().dropTempView(name));
    Dataset<Row> trials =
        rows(
            TRIALS,
            PLACE,
            "'COMPLETED' AS status, 1000L AS max_steps, 'all steps done' AS reason",
            "string(null) AS error, rand(1) AS final_test_accuracy, 1000L AS steps, 1e9 AS flops",
            "0.1 AS wall_seconds, current_timestamp() AS started_at, 'dense' AS engine",
            "'FLOAT32' AS precision, 'f' AS numerics_fingerprint, 'v' AS versions",
            "concat('host', id % 100) AS host");
    Dataset<Row> metrics =
        rows(
                TRIALS,
                PLACE,
                "'train' AS phase, explode(sequence(0L, 1000L, 50L)) AS step",
                "rand(2) AS train_accuracy, rand(3) AS test_accuracy",
                "rand(4) AS train_loss, rand(5) AS test_loss")
            .selectExpr("*", "step AS phase_step");
    rows(
            TRIALS,
            PLACE,
            "id % 100 AS memorized_at, id % 900 AS generalized_at, id % 900 - id % 100 AS delay",
            "id % 3 = 0 AS generalized_at_end, false AS censored, 'a; b' AS rule",
            "elt(int(1 + id div 10 % 3), 'GROK', 'IMMEDIATE', 'MIS') AS outcome")
        .createOrReplaceTempView("events");
    rows(
            2000,
            "int(id div 2 % 10) AS depth, double(id div 20 % 10) AS init_scale",
            "double(id div 200) AS weight_decay, 'task.trainExamples' AS over",
            "if(id % 2 = 0, 'probability', 'accuracyMidpoint') AS definition",
            "50.0 AS critical_size, 40.0 AS critical_size_lower, 60.0 AS critical_size_upper",
            "1.0 AS width_10_90, 0.0 AS floor, 1.0 AS ceiling, 'OK' AS status",
            "100L AS n_trials, 0L AS n_censored, 1000L AS budget, 'none' AS assumption")
        .createOrReplaceTempView("critical_size");
    SqlViews views = SqlViews.of(spark, new SweepTables(trials, metrics));

    String html = new ReportPage(subject(), new SparkReportTables(spark, views)).html();

    assertThat(html).contains("100,000 networks of 10,000 cells with 10 seeds each");
    assertThat(html).contains("The first 200 rows; the table has more.");
    assertThat(html.length()).isLessThan(MOST_BYTES);
  }

  private Dataset<Row> rows(int number, String... columns) {
    Dataset<Row> numbers = spark.range(number).toDF("id");
    String list = String.join(", ", Stream.of(columns).toList());
    numbers.createOrReplaceTempView("numbers");
    return spark.sql("SELECT 's' AS sweep_id, " + list + " FROM numbers");
  }

  private static ReportSubject subject() {
    return new ReportSubject(
        "many",
        "many-1",
        "runs/many",
        TRIALS,
        Stream.of("model.depth", "model.initScale", "optimizer.weightDecay", "task.trainExamples")
            .map(ReportSubject.Axis::of)
            .toList(),
        Optional.of(
            new ReportSubject.Size(
                "task.trainExamples", new SizeAxis("task.trainExamples").examplesSql())),
        "{}",
        Map.of(),
        Map.of());
  }
}
