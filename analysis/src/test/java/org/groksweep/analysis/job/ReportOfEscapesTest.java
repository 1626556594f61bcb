package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Figures of escapes, loops and stages over tables made by hand: 200 waits per temperature at the
 * quantiles of an exponential law of mean 5 exp(0.8/T), of which those past the budget are
 * censored; and a mode that is lost at an L2 of 0.6 and found again at 0.3. The page is left in
 * target/report-of-escapes.html, to be looked at.
 */
@Tag("slow")
@Tag("spark")
class ReportOfEscapesTest {

  private static final int BUDGET = 20_000;
  private static final String SAMPLE =
      "200L AS n_trials, 3L AS n_censored, 'OK' AS status, 20000L AS budget, 'none' AS assumption";

  private static final SparkSession SPARK = TestSpark.session();
  private static JsonNode figures;
  private static String html;

  @BeforeAll
  static void drawThePage() throws IOException {
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
    html = new ReportPage(subject, new SparkReportTables(SPARK, views)).html();
    Files.writeString(Path.of("target/report-of-escapes.html"), html);
    Matcher data = Pattern.compile("id=\"figure-data\">(.*?)</script>").matcher(html);
    assertThat(data.find()).isTrue();
    figures = new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void meansFitAndTheoryStandOverTheInverseTemperature() {
    JsonNode traces = figures.get("arrhenius").get(0).get("traces");

    assertThat(names(traces)).containsExactly("waits", "theory", "fit", "mean");
    assertThat(traces.get(3).get("x").get(0).asDouble()).isEqualTo(10);
    assertThat(traces.get(3).get("y").get(0).asDouble())
        .isCloseTo(5 * Math.exp(8), org.assertj.core.data.Percentage.withPercentage(1e-4));
    assertThat(traces.get(0).get("x")).hasSize(3 * 24);
  }

  @Test
  void survivalIsKaplanAndMeiersOfAllWaits() {
    JsonNode traces = figures.get("survival").get(0).get("traces");

    // Three temperatures, each with its exponential law.
    assertThat(traces).hasSize(6);
    // At T = 0.1 the budget is 1.34 means: exp(-1.34) = 0.26 still wait at its end.
    JsonNode coldest = traces.get(0).get("y");
    assertThat(coldest.get(0).asDouble()).isEqualTo(1);
    assertThat(coldest.get(coldest.size() - 1).asDouble())
        .isBetween(Math.exp(-BUDGET / (5 * Math.exp(8))) - 0.005, 0.27);
  }

  @Test
  void aLoopHasBothWaysItsBranchesAndItsJumps() {
    JsonNode loop = figures.get("loops").get(0);

    assertThat(names(loop.get("traces")))
        .containsExactly("learned branch", "saddle", "", "down", "", "up");
    assertThat(loop.at("/layout/shapes")).hasSize(4);
  }

  @Test
  void stagesShowEverySingularValue() {
    JsonNode traces = figures.get("stages").get(0).get("traces");

    assertThat(names(traces)).containsExactly("mode 1", "mode 2");
    JsonNode second = traces.get(1).get("y");
    assertThat(second.get(second.size() - 1).asDouble()).isBetween(0.99, 1.0);
  }

  @Test
  void theEstimatesStandInTheirTables() {
    assertThat(html)
        .contains("Table arrhenius", "Table hysteresis")
        .contains("<td class=\"number\">0.8</td><td class=\"interval\">[0.7, 0.9]</td>");
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
              0 AS zero_modes, 0.8D AS barrier, 0.05D AS barrier_standard_error,
              0.7D AS barrier_lower, 0.9D AS barrier_upper, %s"""
                .formatted(SAMPLE))
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
              jump AS jump_l2, jump - 0.02 AS jump_l2_lower, jump + 0.02 AS jump_l2_upper, %s
            FROM VALUES ('up', 0.6D), ('down', 0.3D) AS (direction, jump)"""
                .formatted(SAMPLE))
        .createOrReplaceTempView("hysteresis");
  }

  private static List<String> names(JsonNode traces) {
    List<String> names = new ArrayList<>();
    traces.forEach(
        trace -> {
          if (!trace.path("showlegend").isBoolean() || trace.path("fill").isTextual()) {
            names.add(trace.path("name").asText());
          }
        });
    return names;
  }
}
