package org.groksweep.analysis.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;

/**
 * The page of escapes, loops and stages over tables made by hand: 200 waits per temperature at the
 * quantiles of an exponential law of mean 5 exp(0.8/T), of which those past the budget are
 * censored; and a mode that is lost at an L2 of 0.6 and found again at 0.3.
 */
final class ShownEscapes {

  static final int BUDGET = 20_000;

  /** Phases in which too few trials escaped for a fit. */
  static final int UNFITTED = 20;

  private static final String SAMPLE =
      "200L AS n_trials, 3L AS n_censored, 'OK' AS status, 20000L AS budget, 'none' AS assumption";

  private static final SparkSession SPARK = TestSpark.session();

  private ShownEscapes() {}

  /** The page's text. */
  static String html() {
    Tables.NAMES.forEach(name -> SPARK.catalog().dropTempView(name));
    escapes();
    walks();
    SqlViews views =
        SqlViews.of(
            SPARK,
            new SweepTables(
                SPARK.sql(
                    """
                    SELECT 's' AS sweep_id, 't1' AS trial_id, 'c1' AS cell_id, 0L AS seed,
                      'ESCAPED' AS status, 20000L AS max_steps, 'escaped' AS reason,
                      string(null) AS error, double(null) AS final_test_accuracy, 100L AS steps,
                      1e6 AS flops, 0.1 AS wall_seconds, current_timestamp() AS started_at,
                      'lockstep' AS engine, 'FLOAT64' AS precision, 'f' AS numerics_fingerprint,
                      'v' AS versions, 'h' AS host"""),
                SPARK.sql(
                    """
                    SELECT 't1' AS trial_id, 'c1' AS cell_id, 0L AS seed, 'wait' AS phase,
                      id AS step, id AS phase_step, double(null) AS train_accuracy,
                      double(null) AS test_accuracy, 1 / (1.0 + id) AS train_loss,
                      double(null) AS test_loss,
                      array(1 - exp(-id / 20), 1 - exp(-id / 200)) AS singular_values
                    FROM range(1000)""")));
    SPARK
        .sql(
            """
            SELECT 't1' AS trial_id, 'c1' AS cell_id, 0L AS seed, bigint(null) AS memorized_at,
              bigint(null) AS generalized_at, bigint(null) AS delay, false AS generalized_at_end,
              false AS censored, 'CONFUSION' AS outcome, 'a; b' AS rule""")
        .createOrReplaceTempView("events");
    ReportSubject subject =
        new ReportSubject(
            "escapes", "s", "runs/e", 1, List.of(), Optional.empty(), "{}", Map.of(), Map.of());
    return new ReportPage(subject, new SparkReportTables(SPARK, views)).html();
  }

  private static void escapes() {
    SPARK
        .sql(
            """
            SELECT 's' AS sweep_id, 'g1' AS group_id, 'wait' AS phase, 'rank2' AS rule,
              'learningRate * gradientNoise / 2' AS temperature_definition, temperature,
              0.01D AS learning_rate, least(bigint(wait), %1$d) AS steps,
              0.01D * least(wait, %1$d) AS time, wait < %1$d AS escaped, 'ESCAPED' AS status
            FROM (SELECT temperature, -ln((id + 0.5) / 200) * 5 * exp(0.8 / temperature) AS wait
              FROM range(200) CROSS JOIN VALUES (0.1D), (0.125D), (0.2D) AS (temperature))"""
                .formatted(BUDGET))
        .createOrReplaceTempView("escapes");
    SPARK
        .sql(
            """
            SELECT 's' AS sweep_id, 'g1' AS group_id, time_unit, temperature,
              mean AS mean_escape_time, 0.9 * mean AS mean_escape_time_lower,
              1.1 * mean AS mean_escape_time_upper, mean AS fitted_escape_time,
              1.2 * mean AS theory_escape_time, 190L AS n_events, %s
            FROM (SELECT *, 5 * exp(0.8 / temperature) AS mean
              FROM VALUES ('steps', 0.1D), ('steps', 0.125D), ('steps', 0.2D),
                ('learningRateTime', 0.1D) AS (time_unit, temperature))"""
                .formatted(SAMPLE))
        .createOrReplaceTempView("escape_times");
    SPARK
        .sql(
            """
            SELECT 's' AS sweep_id, 'g1' AS group_id, 'wait' AS phase, 'rank2' AS rule,
              'learningRate * gradientNoise / 2' AS temperature_definition, 'steps' AS time_unit,
              0 AS zero_modes, 0L AS incubation_steps, 0.78D AS theory_barrier, 0.8D AS barrier, 0.05D AS barrier_standard_error,
              0.7D AS barrier_lower, 0.9D AS barrier_upper, %1$s
            UNION ALL
            SELECT 's', 'g1', concat('short', id), 'rank2', 'learningRate * gradientNoise / 2',
              'steps', 0, 0L, 0.78D, double(null), double(null), double(null), double(null),
              3L, 3L, 'TOO_FEW_POINTS', 20000L, 'none' FROM range(%2$d)"""
                .formatted(SAMPLE, UNFITTED))
        .createOrReplaceTempView("arrhenius");
  }

  private static void walks() {
    SPARK
        .sql(
            """
            SELECT 's' AS sweep_id, 'c1' AS cell_id, 1 AS mode, direction, int(id) AS visit,
              l2 AS visited_l2, strength, 0.95 * strength AS strength_lower_quartile,
              1.05 * strength AS strength_upper_quartile,
              if(l2 < 0.6, sqrt(1 - l2), null) AS theory_learned,
              if(l2 BETWEEN 0.3 AND 0.6, l2 - 0.2, null) AS theory_saddle
            FROM (SELECT *, if(l2 < if(direction = 'up', 0.6, 0.3), sqrt(1 - l2), 0D) AS strength
              FROM (SELECT id, direction, if(direction = 'up', id, 20 - id) / 25D AS l2
                FROM range(21) CROSS JOIN VALUES ('up'), ('down') AS (direction)))""")
        .createOrReplaceTempView("walks");
    SPARK
        .sql(
            """
            SELECT 's' AS sweep_id, 'c1' AS cell_id, 1 AS mode, direction, 0D AS temperature,
              0.3D AS loop_width, jump AS jump_l2, jump - 0.02 AS jump_l2_lower, jump + 0.02 AS jump_l2_upper, %s
            FROM VALUES ('up', 0.6D), ('down', 0.3D) AS (direction, jump)"""
                .formatted(SAMPLE))
        .createOrReplaceTempView("hysteresis");
  }
}
