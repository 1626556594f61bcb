package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.groksweep.analysis.report.ReportPage;
import org.groksweep.analysis.report.ReportSubject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The staged learning curve over tables made by hand: three trials learn the first mode at step
 * 100, 200 and 300 and the second 1,000 steps later, and end there; a fourth waits in vain. One of
 * another cell, which begins at random weights, learns them at 0 and 1,000.
 */
@Tag("spark")
class ReportOfStagesTest {

  private static final String SPEC =
      """
      {"task": {"type": "linear-teacher", "singularValues": [1, 0.7]},
       "model": {"type": "deep-linear", "depth": 3, "width": 2, "initialization": "MODES"},
       "loss": "HALF_SQUARED_ERROR", "optimizer": {"type": "sgd"},
       "phases": [
         {"name": "first", "l2": 0.22, "escapes":
           [{"name": "rank1", "metric": "singular_values_1", "threshold": 0.35}]},
         {"name": "second", "l2": 0.22, "escapes":
           [{"name": "rank2", "metric": "singular_values_2", "threshold": 0.3}]}]}""";

  /** The page's numbers have seven digits; dβ/dλ is below 1 at both states. */
  private static final Offset<Double> ROUNDED = offset(1e-6);

  private static final SparkSession SPARK = TestSpark.session();
  private static JsonNode figures;
  private static JsonNode panel;

  @BeforeAll
  static void drawThePage() throws IOException {
    Tables.NAMES.forEach(name -> SPARK.catalog().dropTempView(name));
    SqlViews views = SqlViews.of(SPARK, new SweepTables(trials(), metrics()));
    SPARK
        .sql(
            """
            SELECT trial_id, if(seed = 0, 'd', 'c') AS cell_id, seed, bigint(null) AS memorized_at,
              bigint(null) AS generalized_at, bigint(null) AS delay, false AS generalized_at_end,
              false AS censored, 'CONFUSION' AS outcome, 'a; b' AS rule FROM trials""")
        .createOrReplaceTempView("events");
    SPARK
        .sql(
            """
            SELECT trial_id, if(seed = 0, 'd', 'c') AS cell_id, phase, rule,
              phase AS group_id, 0.0025D AS temperature,
              'learningRate * gradientNoise / 2' AS temperature_definition, 0.1D AS learning_rate,
              waited AS steps, 0.1D * waited AS time, seed < 4 AS escaped
            FROM trials CROSS JOIN VALUES ('first', 'rank1', 1L), ('second', 'rank2', 2L)
              AS (phase, rule, stage)
            CROSS JOIN LATERAL (SELECT if(stage = 1, if(seed < 4, 100 * seed, 5000), 1000) AS waited)
            WHERE seed < 4 OR stage = 1""")
        .createOrReplaceTempView("escapes");
    SPARK
        .sql(
            """
            SELECT phase AS group_id, phase, rule, time_unit, 0.0025D AS temperature,
              mean AS mean_escape_time, mean AS mean_escape_time_lower,
              mean AS mean_escape_time_upper, mean AS fitted_escape_time,
              theory AS theory_escape_time, 3L AS n_events, 3L AS n_trials, 0L AS n_censored,
              'OK' AS status
            FROM VALUES ('first', 'rank1', 'steps', 200D, 132D),
              ('second', 'rank2', 'steps', 1000D, 900D), ('first', 'rank1', 'learningRateTime', 20D, 13D)
              AS (phase, rule, time_unit, mean, theory)""")
        .createOrReplaceTempView("escape_times");
    ReportSubject subject =
        new ReportSubject(
            "stages", "s", "runs/s", 4, List.of(), Optional.empty(), "{}", Map.of(), Map.of());
    Matcher data =
        Pattern.compile("id=\"figure-data\">(.*?)</script>")
            .matcher(new ReportPage(subject, new SparkReportTables(SPARK, views)).html());
    assertThat(data.find()).isTrue();
    figures = new ObjectMapper().readTree(data.group(1));
    panel = figures.get("stages").get(0);
  }

  private static Dataset<Row> trials() {
    return SPARK.sql(
        """
        SELECT 's' AS sweep_id, concat('t', id) AS trial_id, if(id = 0, 'd', 'c') AS cell_id,
          id AS seed,
          'ESCAPED' AS status, 5000L AS max_steps, 'escaped' AS reason, string(null) AS error,
          double(null) AS final_test_accuracy, 100L AS steps, 1e6 AS flops, 0.1 AS wall_seconds,
          current_timestamp() AS started_at, 'lockstep' AS engine, 'FLOAT64' AS precision,
          'f' AS numerics_fingerprint, 'v' AS versions, 'h' AS host,
          if(id = 0, replace('%1$s', 'MODES', 'NORMAL'), '%1$s') AS spec,
          array(
            struct('first' AS phase, 'memorized' AS rule, 0L AS step, true AS censored),
            struct('first' AS phase, 'rank1' AS rule, if(id < 4, 100 * id, 5000) AS step,
              id = 4 AS censored),
            struct('second' AS phase, 'rank2' AS rule, if(id < 4, 100 * id + 1000, 5000) AS step,
              id = 4 AS censored)) AS passages
        FROM range(5)"""
            .formatted(SPEC));
  }

  /** Every tenth step, up to the second passage. */
  private static Dataset<Row> metrics() {
    return SPARK.sql(
        """
        SELECT concat('t', t.id) AS trial_id, if(t.id = 0, 'd', 'c') AS cell_id, t.id AS seed,
          'first' AS phase,
          10 * s.id AS step, 10 * s.id AS phase_step, double(null) AS train_accuracy,
          double(null) AS test_accuracy,
          if(t.id < 4 AND 10 * s.id >= 100 * t.id + 1000, 0.25D, 1D) AS train_loss,
          double(null) AS test_loss,
          array(if(t.id < 4 AND 10 * s.id >= 100 * t.id, 0.9D, 0D),
            if(t.id < 4 AND 10 * s.id >= 100 * t.id + 1000, 0.5D, 0D)) AS singular_values
        FROM range(5) t CROSS JOIN range(501) s
        WHERE 10 * s.id <= if(t.id < 4, 100 * t.id + 1000, 5000)""");
  }

  @Test
  void aTrialThatHasEndedStaysInTheMedian() {
    JsonNode loss = panel.get("traces").get(0);
    JsonNode second = panel.get("traces").get(2);

    assertThat(second.get("name").asText()).isEqualTo("mode 2");
    // Two of four have it from step 1200, three from 1300 to the end of the one that waits.
    assertThat(at(second, 1199)).isEqualTo(0);
    assertThat(at(second, 5000)).isEqualTo(0.5);
    assertThat(at(loss, 5000)).isEqualTo(0.25);
    assertThat(loss.get("yaxis").asText()).isEqualTo("y2");
    assertThat(panel.at("/layout/xaxis/type").asText()).isEqualTo("log");
  }

  @Test
  void passagesAndTheoryAreMarkedAtTheirThresholds() {
    JsonNode passage = panel.get("traces").get(3);
    JsonNode theory = panel.get("traces").get(4);

    assertThat(passage.get("name").asText()).isEqualTo("passage");
    assertThat(numbers(passage.get("x"))).containsExactly(200.0, 1200.0);
    assertThat(numbers(passage.get("y"))).containsExactly(0.35, 0.3);
    assertThat(passage.get("text").get(0).asText()).isEqualTo("rank1: 3 of 4 waits");
    // The quartiles of 100, 200, 300 are 150 and 250.
    assertThat(numbers(passage.at("/error_x/array"))).containsExactly(50.0, 50.0);
    assertThat(numbers(passage.at("/error_x/arrayminus"))).containsExactly(50.0, 50.0);
    assertThat(theory.get("name").asText()).isEqualTo("theory");
    // The second phase starts at 100, 200 and 300, and the theory waits 900 from there.
    assertThat(numbers(theory.get("x"))).containsExactly(132.0, 1100.0);
    assertThat(numbers(theory.get("y"))).containsExactly(0.35, 0.3);
  }

  @Test
  void theTheorySaysNothingOfAStartAtRandomWeights() {
    List<String> names = new ArrayList<>();
    figures
        .get("stages")
        .get(1)
        .get("traces")
        .forEach(trace -> names.add(trace.get("name").asText()));

    assertThat(names).containsExactly("train loss", "mode 1", "mode 2", "passage");
  }

  @Test
  void theTheorysStatesAndTheirLossesAreLevels() {
    List<Double> strengths = levels("y");
    List<Double> losses = levels("y2");

    assertThat(strengths).hasSize(2);
    // The larger root of 0.22 = λ^{1/3}(s − λ) at s = 1 and 0.7; both roots meet at s/4.
    for (int k = 0; k < 2; k++) {
      double singularValue = k == 0 ? 1 : 0.7;
      double strength = strengths.get(k);
      assertThat(Math.cbrt(strength) * (singularValue - strength)).isEqualTo(0.22, ROUNDED);
      assertThat(strength).isGreaterThan(singularValue / 4);
    }
    double first = 1 - strengths.get(0);
    double second = 0.7 - strengths.get(1);
    assertThat(losses.get(0)).isEqualTo((1 + 0.49) / 2, ROUNDED);
    assertThat(losses.get(1)).isEqualTo((first * first + 0.49) / 2, ROUNDED);
    assertThat(losses.get(2)).isEqualTo((first * first + second * second) / 2, ROUNDED);
    assertThat(losses).hasSize(3);
  }

  @Test
  void oneTemperatureHasSurvivalButNoArrheniusFigure() {
    assertThat(figures.has("arrhenius")).isFalse();
    assertThat(figures.get("survival")).hasSize(2);
  }

  /** The last value up to a step. */
  private static double at(JsonNode trace, long step) {
    List<Double> steps = numbers(trace.get("x"));
    return numbers(trace.get("y")).get((int) steps.stream().filter(x -> x <= step).count() - 1);
  }

  private static List<Double> levels(String axis) {
    List<Double> levels = new ArrayList<>();
    panel
        .at("/layout/shapes")
        .forEach(
            shape -> {
              if (shape.path("yref").asText().equals(axis)) {
                levels.add(shape.get("y0").asDouble());
              }
            });
    return levels;
  }

  private static List<Double> numbers(JsonNode values) {
    List<Double> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.asDouble()));
    return numbers;
  }
}
