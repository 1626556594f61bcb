package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.StoredSweep.StoredRow;
import org.groksweep.analysis.job.StoredSweep.StoredTrial;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.SweepColumns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Tag("spark")
class HysteresisJobTest {

  private static final SweepColumns COLUMNS =
      new SweepColumns(
          List.of(), List.of(new Column("singular_values", Column.Type.DOUBLE_LIST, true)));
  private static final int VALUES = 50;
  private static final long DWELL = 100;

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void jumpsStandByModeAndDirectionBesideTheirTheory() throws IOException {
    List<StoredTrial> trials = new ArrayList<>();
    for (long seed = 0; seed < 7; seed++) {
      trials.add(walking(seed, EndReason.COMPLETED, 0));
    }
    analyze(trials);

    assertThat(
            query(
                "SELECT mode, direction, round(jump_l2, 4), round(jump_l2_lower, 4),"
                    + " round(theory_l2, 4), round(spinodal_residual, 4), n_trials, n_censored,"
                    + " status, transitions, transitions_of_all_modes, singular_values"
                    + " FROM hysteresis ORDER BY mode, direction DESC"))
        .containsExactly(
            row(1, "up", "0.48", "0.47", "0.4725", "0.0075", 0, "OK", "1.0", "2.0"),
            // Three of seven learn again, so the median lies beyond the walk's end.
            "{\"0\":1,\"1\":\"down\",\"6\":7,\"7\":4,\"8\":\"OUTSIDE_GRID\","
                + "\"9\":0.42857142857142855,\"10\":0.42857142857142855,\"11\":2}",
            row(2, "up", "0.24", "0.24", "0.2391", "9.0E-4", 0, "OK", "1.0", "2.0"),
            "{\"0\":2,\"1\":\"down\",\"6\":7,\"7\":7,\"8\":\"OUTSIDE_GRID\","
                + "\"9\":0.0,\"10\":0.42857142857142855,\"11\":2}");
    assertThat(
            query(
                "SELECT round(avg(loop_width), 4), count(loop_area) FROM hysteresis"
                    + " WHERE mode = 1"))
        // Seeds 0 to 2 forget at .47, .48, .49 and learn at .05.
        .containsExactly("{\"0\":0.43,\"1\":2}");
  }

  @Test
  void theLoopItselfIsATableWithTheTheorysBranches() throws IOException {
    analyze(List.of(walking(0, EndReason.COMPLETED, 0)));

    assertThat(
            query(
                "SELECT visit, visited_l2, strength, round(theory_learned, 6), round(theory_saddle, 6)"
                    + " FROM walks WHERE mode = 1 AND direction = 'up' AND visited_l2 = 0.35"))
        // papers.md D3: the strengths of minimum and saddle at s = 1, L2 = 0.35.
        .containsExactly("{\"0\":35,\"1\":0.35,\"2\":0.6,\"3\":0.580413,\"4\":0.050009}");
    assertThat(query("SELECT count(*) FROM walks"))
        .containsExactly("{\"0\":" + 2 * (2 * VALUES - 1) + "}");
  }

  @Test
  void aWalkThatCrashedMakesItsCellIncomplete() throws IOException {
    analyze(List.of(walking(0, EndReason.COMPLETED, 0), walking(1, EndReason.CRASHED, 20)));

    assertThat(query("SELECT DISTINCT status, jump_l2 IS NULL, n_trials FROM hysteresis"))
        .containsExactly("{\"0\":\"INCOMPLETE\",\"1\":true,\"2\":2}");
  }

  private static String row(
      int mode,
      String direction,
      String jump,
      String lower,
      String theory,
      String residual,
      int censored,
      String status,
      String transitions,
      String all) {
    return ("{\"0\":%d,\"1\":\"%s\",\"2\":%s,\"3\":%s,\"4\":%s,\"5\":%s,\"6\":7,\"7\":%d,"
            + "\"8\":\"%s\",\"9\":%s,\"10\":%s,\"11\":2}")
        .formatted(
            mode, direction, jump, lower, theory, residual, censored, status, transitions, all);
  }

  /**
   * A walk in which the first mode (s = 1) is forgotten at .47, .48 or .49 by the seed and learned
   * again at .05 by the first three seeds, and the second one (s = .6) is forgotten at .24 for
   * good.
   */
  private static StoredTrial walking(long seed, EndReason status, int lastPhase) {
    List<StoredRow> rows = new ArrayList<>();
    List<String> phases = new ArrayList<>();
    for (int k = 1; k <= 2 * VALUES - 1; k++) {
      int place = k <= VALUES ? k : 2 * VALUES - k;
      boolean up = k <= VALUES;
      boolean first = up ? place < 47 + seed % 3 : seed < 3 && place <= 5;
      boolean second = up && place < 24;
      phases.add(
          """
          {"name":"loop_%d","maxSteps":%d,"learningRate":0.1,"schedule":{"warmupSteps":0,\
          "decay":"CONSTANT","finalFactor":0},"weightDecay":0,"l2":%s}"""
              .formatted(k, DWELL, place / 100.0));
      if (lastPhase == 0 || k <= lastPhase) {
        Map<String, Object> values =
            Map.of("singular_values", List.of(first ? 0.6 : 0.0, second ? 0.4 : 0.0));
        rows.add(new StoredRow("loop_" + k, (k - 1) * DWELL, 0.0, 0.0));
        rows.add(new StoredRow("loop_" + k, k * DWELL, 0.0, 0.0, values));
      }
    }
    Map<String, Object> ended = new HashMap<>();
    ended.put("status", status.name());
    ended.put("spec", spec(phases, seed));
    return new StoredTrial(
        "t" + seed, Map.of("sweep_id", "s", "cell_id", "c", "seed", seed), ended, rows);
  }

  private static String spec(List<String> phases, long seed) {
    return """
    {"task":{"type":"linear-teacher","singularValues":[1,0.6],"inputs":2,"outputs":2,\
    "data":"POPULATION","examples":512,"residual":"VARIANCE","residualVariance":0,"dataSeed":0},\
    "model":{"type":"deep-linear","depth":3,"width":6},"loss":"HALF_SQUARED_ERROR",\
    "optimizer":{"type":"sgd","momentum":0,"decayBiases":true},\
    "batching":{"size":1,"sampling":"FULL"},"precision":"FLOAT64","phases":[%s],\
    "stopRules":[],"seeds":{"seed":%d,"pinned":{}}}"""
        .formatted(String.join(",", phases), seed);
  }

  private void analyze(List<StoredTrial> trials) throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, COLUMNS);
    sweep.bundle("b", trials);
    new AnalysisJob(spark)
        .analyze(sweep.directory(), new AnalysisRequest(EventRules.DEFAULT, Optional.empty()));
  }

  private List<String> query(String sql) throws IOException {
    List<String> rows = new ArrayList<>();
    SqlViews.of(spark, List.of(folder.toString())).query(sql).rows().forEachRemaining(rows::add);
    return rows;
  }
}
