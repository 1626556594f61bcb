package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.MetricsReader;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.analysis.job.SweepTables;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.SweepRunner;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** groksweep.jar by spark-submit on a real cluster, against the same sweep in this process. */
@Tag("spark")
class ClusterIT {

  @TempDir Path folder;

  private static final Path CONFIG = GroksweepJar.root().resolve("conf/smoke.yaml");
  private static final List<String> RULE = List.of("--rule", "generalized=test_accuracy>=0.5");

  @Test
  void aClusterMakesTheSameRowsAsThisProcess() throws Exception {
    Path there = folder.resolve("cluster run");
    Path here = folder.resolve("in process");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("spark home"))) {
      trainOn(cluster, there, "--no-analyze");
    }
    runInProcess(CONFIG, here);

    try (SparkSession spark = QuerySession.open()) {
      assertThat(differences(spark, there, here, List.of()))
          .containsExactly("metrics: 0", "trials: 0");
    }
  }

  @Test
  @Tag("slow")
  void aClusterMakesTheSameEstimatesAsThisProcess() throws Exception {
    Path there = folder.resolve("cluster run");
    Path here = folder.resolve("in process");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("spark home"))) {
      trainOn(cluster, there);
      ProcessResult analysis =
          cluster.submit("analyze", there.toString(), RULE.get(0), RULE.get(1));
      assertThat(analysis.exitCode()).as(analysis.output()).isZero();
      assertThat(analysis.output()).contains("test_accuracy >= 0.5", "report.html");
    }
    runInProcess(CONFIG, here);
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    assertThat(Main.execute(out, out, "analyze", here.toString(), RULE.get(0), RULE.get(1)))
        .as(printed.toString())
        .isZero();

    try (SparkSession spark = QuerySession.open()) {
      assertThat(differences(spark, there, here, List.of("events", "critical_size")))
          .containsExactly("metrics: 0", "trials: 0", "events: 0", "critical_size: 0");
    }
  }

  private static void trainOn(StandaloneCluster cluster, Path sweep, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("run", CONFIG.toString(), "--out", sweep.toString()));
    Collections.addAll(arguments, more);
    ProcessResult run = cluster.submit(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("COMPLETED");
  }

  private static void runInProcess(Path file, Path location) throws IOException {
    SweepConfig config = ConfigReader.read(file, List.of());
    StoredSweep sweep =
        StoredSweep.at(location.toString(), new org.apache.hadoop.conf.Configuration());
    SweepRunner runner = new InProcessSweepRunner(new EngineTrainers(), 1);
    runner.run(
        sweep.store(config, plan -> {}),
        sweep.directory(),
        RunOptions.DEFAULT,
        ProgressListener.NONE);
  }

  private static List<String> differences(
      SparkSession spark, Path first, Path second, List<String> analysis) throws IOException {
    SweepTables one = new MetricsReader(spark).read(List.of(first.toString()));
    SweepTables other = new MetricsReader(spark).read(List.of(second.toString()));
    String[] costs =
        MetricColumns.COST_AND_PROVENANCE.stream().map(Column::name).toArray(String[]::new);
    SqlViews views = SqlViews.of(spark, one, List.of(first.toString()));
    one.trials().drop(costs).createOrReplaceTempView("trials_a");
    other.trials().drop(costs).createOrReplaceTempView("trials_b");
    one.metrics().createOrReplaceTempView("metrics_a");
    other.metrics().createOrReplaceTempView("metrics_b");
    for (String table : analysis) {
      MetricsReader reader = new MetricsReader(spark);
      reader
          .analysis(List.of(first.toString()), table)
          .orElseThrow()
          .createOrReplaceTempView(table + "_a");
      reader
          .analysis(List.of(second.toString()), table)
          .orElseThrow()
          .createOrReplaceTempView(table + "_b");
    }
    List<String> differences = new ArrayList<>();
    List<String> tables = new ArrayList<>(List.of("metrics", "trials"));
    tables.addAll(analysis);
    for (String table : tables) {
      assertThat(only(views, "SELECT count(*) FROM " + table)).isNotEqualTo("0");
      String difference =
          "SELECT count(*) FROM ((FROM %1$s_a EXCEPT ALL FROM %1$s_b)"
              + " UNION ALL (FROM %1$s_b EXCEPT ALL FROM %1$s_a))";
      differences.add(table + ": " + only(views, difference.formatted(table)));
    }
    return differences;
  }

  private static String only(SqlViews views, String query) {
    return new JsonRows(views.query(query)).next().get(0).asText();
  }
}
