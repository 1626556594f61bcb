package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page's head over tables made by hand: six trials memorized at step 1000 and generalized 300,
 * 100, 0 and −905 steps later, never, and one that did so without memorizing.
 */
@Tag("spark")
class ReportHeadlineTest {

  private static final SparkSession SPARK = TestSpark.session();
  private static String head;

  @BeforeAll
  static void drawThePage() {
    Tables.NAMES.forEach(name -> SPARK.catalog().dropTempView(name));
    String seeds = "VALUES (0, 300L), (1, 100L), (2, 0L), (3, -905L), (4, NULL), (5, NULL)";
    SqlViews views =
        SqlViews.of(
            SPARK,
            new SweepTables(
                SPARK.sql(
                    """
                    SELECT 's' AS sweep_id, concat('t', seed) AS trial_id, 'c' AS cell_id, seed,
                      'COMPLETED' AS status, 2000L AS max_steps, 'all steps done' AS reason,
                      string(null) AS error, 0.9 AS final_test_accuracy, 2000L AS steps,
                      1e6 AS flops, 0.1 AS wall_seconds, current_timestamp() AS started_at,
                      'dense' AS engine, 'FLOAT32' AS precision, 'f' AS numerics_fingerprint,
                      'v' AS versions, 'h' AS host FROM %s AS (seed, delay)"""
                        .formatted(seeds)),
                SPARK.sql(
                    """
                    SELECT 't0' AS trial_id, 'c' AS cell_id, 0 AS seed, 'train' AS phase,
                      id AS step, id AS phase_step, 1.0D AS train_accuracy, 1.0D AS test_accuracy,
                      0.1D AS train_loss, 0.1D AS test_loss FROM range(3)""")));
    SPARK
        .sql(
            """
            SELECT concat('t', seed) AS trial_id, 'c' AS cell_id, seed,
              if(seed = 5, null, 1000L) AS memorized_at,
              CASE seed WHEN 4 THEN null WHEN 5 THEN 7L ELSE 1000L + delay END AS generalized_at,
              delay, seed <> 4 AS generalized_at_end, seed = 4 AS censored,
              if(seed = 4, 'MEMORIZED', 'IMMEDIATE') AS outcome,
              'train_accuracy >= 0.99 for 3; test_accuracy >= 0.95 for 1' AS rule
            FROM %s AS (seed, delay)"""
                .formatted(seeds))
        .createOrReplaceTempView("events");
    ReportSubject subject =
        new ReportSubject(
            "heads", "s", "runs/h", 8, List.of(), Optional.empty(), "{}", Map.of(), Map.of());
    String html = new ReportPage(subject, new SparkReportTables(SPARK, views)).html();
    head = html.substring(html.indexOf("<header>"), html.indexOf("<nav"));
  }

  @Test
  void theMedianDelayIsOfTheTrialsThatGeneralizedAfterTheyHadMemorized() {
    assertThat(head)
        .contains(
            tile(
                "of 4 that did both generalized after they had memorized; the other 2 generalized"
                    + " no later",
                "2"))
        .contains(tile("median delay in steps from memorizing to generalizing, of these 2", "200"));
  }

  @Test
  void thePassageRulesAreSaidInWords() {
    assertThat(head)
        .contains(
            "5 of 6 generalized within the budget and still did at its end. Memorized:"
                + " train_accuracy ≥ 0.99 for 3 recorded steps. Generalized: test_accuracy ≥ 0.95"
                + " at a recorded step.");
  }

  @Test
  void plannedMissingAndDivergedTrialsAreCounted() {
    assertThat(head)
        .contains(
            tile(
                "of 8 planned trials are done; 2 missing, 0 crashed or out of time, 0 diverged",
                "6"));
  }

  private static String tile(String what, String number) {
    return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(what, number);
  }
}
