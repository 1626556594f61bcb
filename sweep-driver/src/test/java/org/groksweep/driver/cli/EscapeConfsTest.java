package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.AnalysisJob;
import org.groksweep.analysis.job.AnalysisRequest;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The headline numbers of escapes and walks, from the configs of the project to the tables. */
@Tag("slow")
@Tag("spark")
class EscapeConfsTest {

  private static final Path CONF = Path.of(System.getProperty("groksweep.root"), "conf");
  private static SparkSession session;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .appName("test")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void escapeTimesFollowArrheniusWithTheTheorysBarrier() throws IOException {
    SqlViews tables = analyzed("arrhenius.yaml");

    String fit = " FROM arrhenius WHERE time_unit = 'steps' AND incubation_steps = 0";
    assertThat(number(tables, "SELECT n_trials" + fit)).isEqualTo(1200);
    // papers.md T-D1; the interval may miss by the bias of the start, 5 %.
    assertThat(number(tables, "SELECT barrier / theory_barrier" + fit)).isEqualTo(1, offset(0.15));
    assertThat(number(tables, "SELECT barrier_lower / theory_barrier" + fit)).isLessThan(1.05);
    assertThat(number(tables, "SELECT barrier_upper / theory_barrier" + fit)).isGreaterThan(0.95);
    assertThat(number(tables, "SELECT r_squared" + fit)).isGreaterThanOrEqualTo(0.98);
    assertThat(
            number(
                tables,
                "SELECT max(mean_escape_time) / min(mean_escape_time) FROM escape_times"
                    + " WHERE time_unit = 'steps'"))
        .isGreaterThanOrEqualTo(80);
  }

  @Test
  void everySingularValueIsForgottenAtItsSpinodalAndLearnedFarBelowCoexistence()
      throws IOException {
    SqlViews tables = analyzed("hysteresis.yaml", "seeds=1");

    // papers.md T-D4.
    assertThat(
            number(
                tables,
                "SELECT count(*) FROM hysteresis WHERE direction = 'up' AND depth > 2"
                    + " AND abs(spinodal_residual) <= 0.01 AND transitions = 1"
                    + " AND transitions_of_all_modes = singular_values"))
        .isEqualTo(8);
    assertThat(
            number(
                tables,
                "SELECT count(*) FROM hysteresis WHERE direction = 'down' AND depth = 3"
                    + " AND jump_l2 < 0.5 * coexistence_l2"))
        .isEqualTo(4);
    // At depth 4 modes are held down beyond the last L2 of the walk, which is further still.
    assertThat(
            number(
                tables,
                "SELECT count(*) FROM hysteresis WHERE direction = 'down' AND depth = 4"
                    + " AND (jump_l2 < 0.5 * coexistence_l2 OR status = 'OUTSIDE_GRID')"))
        .isEqualTo(4);
    assertThat(number(tables, "SELECT max(abs(loop_width)) FROM hysteresis WHERE depth = 2"))
        .isLessThanOrEqualTo(0.02 + 1e-9);
  }

  @Test
  void batchesForgetByTheQuasiPotential() throws IOException {
    SqlViews tables =
        analyzed(
            "minibatch-escape.yaml",
            "axes={batch.sampling: [fresh], batch.size: [6, 8, 11, 15, 18]}",
            "exclude=[]");

    // papers.md T-D6.
    assertThat(
            number(
                tables,
                "SELECT barrier / theory_barrier FROM arrhenius WHERE time_unit = 'steps'"
                    + " AND incubation_steps = 0"))
        .isBetween(0.85, 1.2);
  }

  @Test
  void batchesNeverLearn() throws IOException {
    SqlViews tables = analyzed("absorbing.yaml");

    // papers.md T-D7.
    assertThat(number(tables, "SELECT count(*) FROM escapes WHERE NOT escaped")).isEqualTo(80);
    assertThat(number(tables, "SELECT count(*) FROM escapes WHERE escaped")).isZero();
    assertThat(number(tables, "SELECT max(final_singular_values[1]) FROM trials WHERE l2 >= 0.1"))
        .isLessThan(1e-17);
  }

  private SqlViews analyzed(String file, String... sets) throws IOException {
    SweepConfig config = ConfigReader.read(CONF.resolve(file), List.of(sets));
    StoredSweep sweep = StoredSweep.at(folder.toString(), new Configuration());
    SweepPlan plan = sweep.store(config, made -> {});
    RunSummary summary =
        new InProcessSweepRunner(new EngineTrainers(), 2)
            .run(plan, sweep.directory(), RunOptions.DEFAULT, ProgressListener.NONE);
    assertThat(summary.end()).isEqualTo(RunSummary.End.FINISHED);
    new AnalysisJob(session)
        .analyze(
            sweep.directory().location(),
            new AnalysisRequest(EventRules.DEFAULT, java.util.Optional.empty()));
    return SqlViews.of(session, List.of(sweep.directory().location()));
  }

  private static double number(SqlViews tables, String sql) {
    List<String> rows = new ArrayList<>();
    tables.query(sql).rows().forEachRemaining(rows::add);
    assertThat(rows).as(sql).hasSize(1);
    return Double.parseDouble(rows.get(0).replaceAll("\\{\"0\":(.*)}", "$1"));
  }
}
