package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.arrhenius.ArrheniusFit;
import org.groksweep.analysis.arrhenius.EscapeTime;
import org.groksweep.analysis.arrhenius.TimeUnit;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.StoredSweep.StoredRow;
import org.groksweep.analysis.job.StoredSweep.StoredTrial;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class EscapeJobTest {

  private static final AnalysisRequest REQUEST =
      new AnalysisRequest(EventRules.DEFAULT, Optional.empty());
  private static final List<Column> AXES =
      List.of(new Column("constants_b", Column.Type.DOUBLE, true));

  /** papers.md D3, oracle values of s = 1, L2 = 0.35 and three layers. */
  private static final double BARRIER = 0.0225035;

  private static final double PREFACTOR = 9.7815;

  private static final double LEARNING_RATE = 0.2;
  private static final long PREPARED = 40;

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void aPlantedLawIsFoundThroughTheTablesBesideItsTheory() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    List<EscapeTime> times = new ArrayList<>();
    List<StoredTrial> trials = new ArrayList<>();
    for (int batch : List.of(18, 30, 42)) {
      double temperature = LEARNING_RATE * 2.7 / batch / 2;
      double mean = PREFACTOR / LEARNING_RATE * Math.exp(BARRIER / temperature);
      for (long seed = 0; seed < 60; seed++) {
        long budget = 3000;
        long drawn = (long) Math.ceil(-mean * Math.log(1 - random.nextDouble()));
        boolean escaped = drawn <= budget;
        long steps = Math.min(drawn, budget);
        times.add(new EscapeTime(seed, temperature, LEARNING_RATE, steps, budget, escaped));
        trials.add(
            waiting(batch, seed, budget, escaped ? EndReason.ESCAPED : EndReason.COMPLETED, steps));
      }
    }
    analyze(trials);

    ArrheniusFit expected = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    List<String> fits =
        query(
            "SELECT barrier, barrier_lower, barrier_upper, prefactor, n_trials, n_censored,"
                + " n_temperatures, status, budget, temperature_definition, theory,"
                + " constants_b IS NULL, l2 FROM arrhenius WHERE time_unit = 'steps'");
    assertThat(fits)
        .containsExactly(
            ("{\"0\":%s,\"1\":%s,\"2\":%s,\"3\":%s,\"4\":180,\"5\":%d,\"6\":3,\"7\":\"OK\","
                    + "\"8\":3000,\"9\":\"learningRate * gradientNoise / 2\","
                    + "\"10\":\"Kramers-Langer\",\"11\":true,\"12\":0.35}")
                .formatted(
                    expected.barrier().value().orElseThrow(),
                    expected.barrier().lower().orElseThrow(),
                    expected.barrier().upper().orElseThrow(),
                    expected.prefactor().value().orElseThrow(),
                    expected.barrier().censored()));
    assertThat(expected.barrier().censored()).isGreaterThan(5);
    assertThat(
            query(
                "SELECT n_shared_seeds, barrier_variance_factor, assumption FROM arrhenius"
                    + " WHERE time_unit = 'steps'"))
        .containsExactly(
            "{\"0\":60,\"1\":%s,\"2\":\"%s\"}"
                .formatted(
                    expected.varianceFactor().orElseThrow(), expected.barrier().assumption()));
    assertThat(expected.barrier().assumption())
        .isEqualTo(
            "exponential times, correlated between the trials of a seed as observed over 60 seeds;"
                + " standard error from the number of events and that correlation, interval by"
                + " profile likelihood with Godambe's adjustment and Student's t");
    assertThat(number("SELECT theory_barrier FROM arrhenius WHERE time_unit = 'steps'"))
        .isEqualTo(BARRIER, offset(1e-7));
    assertThat(number("SELECT theory_prefactor FROM arrhenius WHERE time_unit = 'steps'"))
        .isEqualTo(PREFACTOR / LEARNING_RATE, offset(1e-3));
    assertThat(
            number("SELECT theory_prefactor FROM arrhenius WHERE time_unit = 'learningRateTime'"))
        .isEqualTo(PREFACTOR, offset(1e-4));
    assertThat(
            number(
                "SELECT count(*) FROM arrhenius WHERE weibull_p > 0.001 AND cox_snell_p > 0.001"
                    + " AND aic_advantage IS NOT NULL AND curvature_p > 0.001"))
        .isEqualTo(2);
  }

  @Test
  void meanTimesStandByTemperatureWithTheirInterval() throws IOException {
    List<StoredTrial> trials = new ArrayList<>();
    for (long seed = 0; seed < 4; seed++) {
      trials.add(waiting(18, seed, 1000, EndReason.ESCAPED, 100 * (seed + 1)));
      trials.add(waiting(30, seed, 1000, EndReason.COMPLETED, 1000));
    }
    analyze(trials);

    // 2Σt/χ² with 8 degrees of freedom: 2000/17.5345 and 2000/2.17973 (NIST's table).
    assertThat(
            query(
                "SELECT constants_b, mean_escape_time, round(mean_escape_time_lower, 1),"
                    + " round(mean_escape_time_upper, 1), n_events, n_censored, status"
                    + " FROM escape_times WHERE time_unit = 'steps' ORDER BY constants_b"))
        .containsExactly(
            "{\"0\":18.0,\"1\":250.0,\"2\":114.1,\"3\":917.5,\"4\":4,\"5\":0,\"6\":\"OK\"}",
            "{\"0\":30.0,\"2\":1335.2,\"4\":0,\"5\":4,\"6\":\"ALL_CENSORED\"}");
    assertThat(
            query(
                "SELECT DISTINCT round(theory_escape_time, 1) FROM escape_times"
                    + " WHERE time_unit = 'steps' AND constants_b = 18"))
        // 48.9075·exp(0.0225035/0.015)
        .containsExactly("{\"0\":219.2}");
  }

  @Test
  void stepsCountFromTheStartOfThePhase() throws IOException {
    analyze(List.of(waiting(18, 3, 1000, EndReason.ESCAPED, 123)));

    assertThat(
            query(
                "SELECT seed, steps, time, escaped, status, round(temperature, 9), phase FROM escapes"))
        .containsExactly(
            "{\"0\":3,\"1\":123,\"2\":24.6,\"3\":true,\"4\":\"ESCAPED\",\"5\":0.015,"
                + "\"6\":\"wait\"}");
  }

  @Test
  void aCrashedTrialMakesItsTemperatureAndItsFitIncomplete() throws IOException {
    analyze(
        List.of(
            waiting(18, 0, 1000, EndReason.ESCAPED, 10),
            waiting(18, 1, 1000, EndReason.ESCAPED, 20),
            waiting(30, 0, 1000, EndReason.ESCAPED, 30),
            waiting(30, 1, 1000, EndReason.CRASHED, 500)));

    assertThat(
            query(
                "SELECT constants_b, mean_escape_time IS NULL, status FROM escape_times"
                    + " WHERE time_unit = 'steps' ORDER BY constants_b"))
        .containsExactly(
            "{\"0\":18.0,\"1\":false,\"2\":\"OK\"}",
            "{\"0\":30.0,\"1\":true,\"2\":\"INCOMPLETE\"}");
    assertThat(query("SELECT DISTINCT barrier IS NULL, status FROM arrhenius"))
        .containsExactly("{\"0\":true,\"1\":\"INCOMPLETE\"}");
    assertThat(query("SELECT steps IS NULL FROM escapes WHERE status = 'CRASHED'"))
        .containsExactly("{\"0\":true}");
  }

  @Test
  void aStopBeforeTheBudgetIsNoCensoring() throws IOException {
    analyze(
        List.of(
            waiting(18, 0, 1000, EndReason.ESCAPED, 10),
            waiting(18, 1, 1000, EndReason.STOPPED, 500)));

    assertThat(query("SELECT DISTINCT status, n_censored FROM escape_times"))
        .containsExactly("{\"0\":\"INCOMPLETE\",\"1\":0}");
  }

  @Test
  void otherL2IsAnotherGroup() throws IOException {
    StoredTrial other = waiting(18, 1, 1000, EndReason.ESCAPED, 10);
    other.ended().compute("spec", (key, spec) -> ((String) spec).replace("0.35", "0.36"));
    analyze(List.of(waiting(18, 0, 1000, EndReason.ESCAPED, 10), other));

    assertThat(query("SELECT count(DISTINCT group_id) FROM escapes")).containsExactly("{\"0\":2}");
  }

  @Test
  void aSweepWithoutEscapesHasNoTableOfThem() throws IOException {
    StoredTrial plain = waiting(18, 0, 1000, EndReason.COMPLETED, 10);
    plain.ended().put("spec", "{\"phases\":[{\"name\":\"wait\"}]}");
    plain.ended().put("passages", List.of());
    analyze(List.of(plain));

    assertThat(folder.resolve("analysis/events")).exists();
    assertThat(folder.resolve("analysis/escapes")).doesNotExist();
  }

  /** A trial that settled for 40 steps and then waited for so many. */
  private static StoredTrial waiting(
      int batch, long seed, long budget, EndReason status, long waited) {
    boolean escaped = status == EndReason.ESCAPED;
    long step = PREPARED + waited;
    Row passage = RowFactory.create("wait", "learned", step, escaped ? step - 1 : step, !escaped);
    Map<String, Object> ended = new HashMap<>();
    ended.put("status", status.name());
    ended.put("passages", List.of(passage));
    ended.put("spec", spec(batch, seed, budget));
    Map<String, Object> place =
        Map.of("sweep_id", "s", "seed", seed, "l2", 0.35, "constants_b", (double) batch);
    return new StoredTrial(
        "t" + batch + "-" + seed,
        place,
        ended,
        List.of(
            new StoredRow("settle", 0, 0.0, 0.0),
            new StoredRow("settle", PREPARED, 0.0, 0.0),
            new StoredRow("wait", PREPARED, 0.0, 0.0)));
  }

  private static String spec(int batch, long seed, long budget) {
    return """
    {"task":{"type":"linear-teacher","singularValues":[1],"inputs":1,"outputs":1,"data":"POPULATION","examples":512,"residual":"VARIANCE","residualVariance":0,"dataSeed":0},\
    "model":{"type":"deep-linear","depth":3,"width":1},"loss":"HALF_SQUARED_ERROR",\
    "optimizer":{"type":"sgd","momentum":0,"decayBiases":true},\
    "batching":{"size":1,"sampling":"FULL"},"precision":"FLOAT64","phases":[\
    {"name":"settle","maxSteps":40,"learningRate":0.2,"schedule":{"warmupSteps":0,\
    "decay":"CONSTANT","finalFactor":0},"weightDecay":0,"l2":0.35},\
    {"name":"wait","maxSteps":%d,"learningRate":0.2,"schedule":{"warmupSteps":0,\
    "decay":"CONSTANT","finalFactor":0},"weightDecay":0,"l2":0.35,"gradientNoise":%s,\
    "escapes":[{"name":"learned","metric":"singular_values_1","direction":"ABOVE",\
    "threshold":0.315,"reset":0.025,"dwell":0}],"until":["learned"]}],\
    "stopRules":[],"seeds":{"seed":%d,"pinned":{}}}"""
        .formatted(budget, 2.7 / batch, seed);
  }

  private void analyze(List<StoredTrial> trials) throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, AXES);
    sweep.bundle("b", trials);
    new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);
  }

  private double number(String sql) throws IOException {
    return Double.parseDouble(query(sql).get(0).replaceAll("\\{\"0\":(.*)}", "$1"));
  }

  private List<String> query(String sql) throws IOException {
    List<String> rows = new ArrayList<>();
    SqlViews.of(spark, List.of(folder.toString())).query(sql).rows().forEachRemaining(rows::add);
    return rows;
  }
}
