package org.groksweep.analysis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.critical.CriticalSize;
import org.groksweep.analysis.critical.CriticalSizeEstimator;
import org.groksweep.analysis.critical.Definition;
import org.groksweep.analysis.critical.SizedTrial;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.events.TrialEvents;
import org.groksweep.analysis.events.TrialFold;
import org.groksweep.analysis.job.StoredSweep.StoredRow;
import org.groksweep.analysis.job.StoredSweep.StoredTrial;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.PassageRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class AnalysisJobTest {

  private static final AnalysisRequest REQUEST =
      new AnalysisRequest(EventRules.DEFAULT, Optional.of(new SizeAxis("task.trainExamples")));
  private static final long[] SIZES = {50, 100, 200, 400, 800};

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  @Test
  void eventsEqualAFoldInOneProcessThoughSparkCutsTheTrial() throws IOException {
    StoredTrial memorizing = trial("t1", Map.of(), EndReason.COMPLETED, curve(3000, 500, 9999));
    StoredTrial grokking = trial("t2", Map.of(), EndReason.COMPLETED, curve(3000, 40, 2000));
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", List.of(memorizing, grokking));
    spark.conf().set("spark.sql.files.maxPartitionBytes", "32768");
    try {
      assertThat(
              new MetricsReader(spark)
                  .read(List.of(sweep.directory()))
                  .metrics()
                  .rdd()
                  .getNumPartitions())
          .isGreaterThan(3);
      new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
    }

    assertThat(events()).containsExactly(expected(memorizing), expected(grokking));
    assertThat(query("SELECT DISTINCT rule FROM events"))
        .containsExactly("{\"0\":\"train_accuracy >= 0.99 for 3; test_accuracy >= 0.95 for 3\"}");
  }

  @Test
  void aCrashedTrialWithoutRowsHasNoEventsAndNoOutcome() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", List.of(trial("t1", Map.of(), EndReason.CRASHED, List.of())));

    new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);

    assertThat(query("SELECT memorized_at, generalized_at_end, censored, outcome FROM events"))
        .containsExactly("{\"1\":false,\"2\":false}");
  }

  @Test
  void aFinishedTrialWithoutRowsIsDamageAndChangesNothing() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", List.of(trial("t1", Map.of(), EndReason.COMPLETED, List.of())));

    assertThatThrownBy(() -> new AnalysisJob(spark).analyze(sweep.directory(), REQUEST))
        .hasStackTraceContaining("trial t1 is COMPLETED and has no row in metrics");
    assertThat(names(folder)).containsExactlyInAnyOrder("metrics", "trials");
  }

  @Test
  void rowsThatAreNotAsManyAsWereWrittenAreDamage() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    StoredTrial whole = trial("t1", Map.of(), EndReason.COMPLETED, curve(30, 5, 10));
    whole.ended().put("metric_rows", 30L);
    StoredTrial torn = trial("t2", Map.of(), EndReason.COMPLETED, curve(30, 5, 10));
    torn.ended().put("metric_rows", 31L);
    sweep.bundle("b1", List.of(whole));
    new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);
    sweep.bundle("b2", List.of(torn));

    assertThatThrownBy(() -> new AnalysisJob(spark).analyze(sweep.directory(), REQUEST))
        .hasStackTraceContaining("trial t2 has 30 rows in metrics, and 31 were written");
    assertThat(query("SELECT count(*) FROM events")).containsExactly("{\"0\":1}");
  }

  @Test
  void criticalSizesEqualTheEstimatorsByGroup() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    List<SizedTrial> shallow = group(sweep, 2, 100);
    List<SizedTrial> deep = group(sweep, 3, 300);

    new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);

    for (List<SizedTrial> trials : List.of(shallow, deep)) {
      CriticalSize expected =
          new CriticalSizeEstimator(
                  Definition.PROBABILITY, Optional.empty(), new ClusterBootstrap(500, 1))
              .estimate(trials);
      assertThat(
              query(
                  "SELECT critical_size, critical_size_lower, critical_size_upper, status, budget,"
                      + " n_trials FROM critical_size WHERE definition = 'probability' AND depth = "
                      + (trials == shallow ? 2 : 3)))
          .containsExactly(
              "{\"0\":%s,\"1\":%s,\"2\":%s,\"3\":\"%s\",\"4\":1000,\"5\":30}"
                  .formatted(
                      expected.criticalSize().value().orElseThrow(),
                      expected.criticalSize().lower().orElseThrow(),
                      expected.criticalSize().upper().orElseThrow(),
                      expected.criticalSize().status()));
    }
    assertThat(
            query(
                "SELECT count(*), count(DISTINCT definition), any_value(over) FROM critical_size"))
        .containsExactly("{\"0\":4,\"1\":2,\"2\":\"task.trainExamples\"}");
  }

  @Test
  void aCrashedTrialMakesItsGroupIncompleteAndADivergedOneCountsAsFailure() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    group(sweep, 2, 100);
    sweep.bundle("crash", List.of(trial("c", place(2, 50, 9), EndReason.CRASHED, curve(5, 1, 99))));
    group(sweep, 3, 100);
    sweep.bundle(
        "diverged", List.of(trial("d", place(3, 50, 9), EndReason.DIVERGED, curve(5, 1, 99))));

    new AnalysisJob(spark).analyze(sweep.directory(), REQUEST);

    assertThat(
            query(
                "SELECT depth, critical_size IS NULL, status, n_trials FROM critical_size"
                    + " WHERE definition = 'probability' ORDER BY depth"))
        .containsExactly(
            "{\"0\":2,\"1\":true,\"2\":\"INCOMPLETE\",\"3\":31}",
            "{\"0\":3,\"1\":false,\"2\":\"OK\",\"3\":31}");
  }

  @Test
  void theSizeOfALaterPhaseComesFromTheSpec() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    List<StoredTrial> trials = new ArrayList<>();
    for (long size : SIZES) {
      for (long seed = 0; seed < 6; seed++) {
        StoredTrial stored =
            trial(
                "s" + size + "-" + seed,
                place(2, 1000, seed),
                EndReason.COMPLETED,
                curve(30, 1, size > 150 ? 5 : 9999));
        stored
            .ended()
            .put(
                "spec",
                "{\"phases\":[{\"name\":\"train\",\"trainExamples\":1000},"
                    + "{\"name\":\"shrink\",\"trainExamples\":"
                    + size
                    + "}]}");
        trials.add(stored);
      }
    }
    sweep.bundle("b", trials);

    new AnalysisJob(spark)
        .analyze(
            sweep.directory(),
            new AnalysisRequest(
                EventRules.DEFAULT, Optional.of(new SizeAxis("phases.shrink.dataFraction"))));

    assertThat(
            query(
                "SELECT status, critical_size BETWEEN 100 AND 200 FROM critical_size"
                    + " WHERE definition = 'probability'"))
        .containsExactly("{\"0\":\"SEPARATED\",\"1\":true}");
  }

  @Test
  void tablesAreReplacedAsAWholeAndNothingIsLeft() throws IOException {
    StoredSweep sweep = new StoredSweep(spark, folder, List.of());
    sweep.bundle("b1", List.of(trial("t1", Map.of(), EndReason.COMPLETED, curve(30, 5, 20))));
    AnalysisJob job = new AnalysisJob(spark);
    job.analyze(sweep.directory(), REQUEST);
    sweep.bundle("b2", List.of(trial("t2", Map.of(), EndReason.COMPLETED, curve(30, 5, 20))));
    EventRules stricter =
        new EventRules(
            new PassageRule("memorized", "train_accuracy", PassageRule.Direction.ABOVE, 0.5, 1),
            PassageRule.GENERALIZED,
            EventRules.DEFAULT_SEMI,
            EventRules.DEFAULT_IMMEDIATE_FACTOR);
    job.analyze(sweep.directory(), new AnalysisRequest(stricter, Optional.empty()));

    assertThat(query("SELECT count(*), count(DISTINCT rule) FROM events"))
        .containsExactly("{\"0\":2,\"1\":1}");
    assertThat(query("SELECT count(*) FROM critical_size")).containsExactly("{\"0\":0}");
    assertThat(names(folder)).containsExactlyInAnyOrder("metrics", "trials", "analysis");
    assertThat(names(folder.resolve("analysis")))
        .containsExactlyInAnyOrder("events", "critical_size");
  }

  @Test
  void aQueryOnATableThatWasNotMadeSaysHowToMakeIt() throws IOException {
    new StoredSweep(spark, folder, List.of()).bundle("b1", "d1", Map.of(), 0);

    assertThatThrownBy(() -> query("SELECT * FROM critical_size"))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("Nothing is analysed yet: ./sweep analyze DIR");
  }

  @Test
  void anotherSizeIsRefused() {
    assertThatThrownBy(() -> new SizeAxis("model.depth"))
        .hasMessage(
            "over: model.depth must be task.dataFraction or task.trainExamples, or the same of a"
                + " phase, as phases.shrink.dataFraction");
  }

  // Six seeds that generalize from the size on, each with a transition of its own around it.
  private static List<SizedTrial> group(StoredSweep sweep, int depth, long from) {
    List<StoredTrial> stored = new ArrayList<>();
    List<SizedTrial> sized = new ArrayList<>();
    for (long seed = 0; seed < 6; seed++) {
      for (long size : SIZES) {
        boolean generalizes = depth == 2 ? size >= from : size + 60 * seed >= from + 150;
        stored.add(
            trial(
                depth + "-" + seed + "-" + size,
                place(depth, size, seed),
                EndReason.COMPLETED,
                curve(30, 5, generalizes ? 20 : 9999)));
        sized.add(
            new SizedTrial(
                seed, size, EndReason.COMPLETED, generalizes, generalizes ? 1 : 0.1, 1000));
      }
    }
    sweep.bundle("depth" + depth, stored);
    return sized;
  }

  private static Map<String, Object> place(int depth, long examples, long seed) {
    return Map.of("depth", depth, "train_examples", (int) examples, "seed", seed, "sweep_id", "s");
  }

  private static StoredTrial trial(
      String id, Map<String, Object> place, EndReason status, List<StoredRow> rows) {
    Map<String, Object> ended = new HashMap<>();
    ended.put("status", status.name());
    ended.put("max_steps", 1000L);
    if (!rows.isEmpty()) {
      ended.put("final_test_accuracy", rows.get(rows.size() - 1).testAccuracy());
    }
    return new StoredTrial(id, place, ended, rows);
  }

  // Train accuracy is 1 from one row on, test accuracy from another.
  private static List<StoredRow> curve(int rows, long memorized, long generalized) {
    return LongStream.range(0, rows)
        .mapToObj(
            step ->
                new StoredRow(
                    "train",
                    step,
                    step >= memorized ? 1 : 0.3 + step % 7 * 0.05,
                    step >= generalized ? 1 : 0.1))
        .toList();
  }

  private static String expected(StoredTrial trial) {
    TrialFold fold = new TrialFold(EventRules.DEFAULT);
    for (StoredRow row : trial.rows()) {
      fold.add(
          row.phase(),
          row.step(),
          OptionalDouble.of(row.trainAccuracy()),
          OptionalDouble.of(row.testAccuracy()));
    }
    TrialEvents events = fold.events(EndReason.COMPLETED);
    return "%s %s %s %s"
        .formatted(
            trial.id(),
            events.memorizedAt().orElse(-1),
            events.generalizedAt().orElse(-1),
            events.outcome().orElseThrow());
  }

  private List<String> events() throws IOException {
    return query(
            "SELECT concat_ws(' ', trial_id, ifnull(memorized_at, -1), ifnull(generalized_at, -1),"
                + " outcome) FROM events ORDER BY trial_id")
        .stream()
        .map(json -> json.replaceAll(".*:\"(.*)\"}", "$1"))
        .toList();
  }

  private List<String> query(String sql) throws IOException {
    List<String> rows = new ArrayList<>();
    SqlViews.of(spark, List.of(folder.toString())).query(sql).rows().forEachRemaining(rows::add);
    return rows;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
