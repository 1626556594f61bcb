package org.groksweep.driver.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.EngineTrainers;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.ListenerStub;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.Sweeps;
import org.groksweep.driver.run.TrialEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
final class SparkSweepRunnerTest {

  private static final SweepPlan PLAN = Sweeps.plan(5);
  private static SparkSession session;

  @TempDir private Path folder;
  @TempDir private Path inProcess;

  @BeforeAll
  static void start() {
    System.setProperty("spark.master", "local[2,4]");
    session = SparkSessions.start("test");
  }

  @AfterAll
  static void stop() {
    System.clearProperty("spark.master");
    session.stop();
  }

  @Test
  void realTrialsHaveTheRowsOfTheInProcessTwin() throws IOException {
    RunSummary summary = run(ProgressListener.NONE);
    new InProcessSweepRunner(new EngineTrainers(), 1)
        .run(PLAN, Sweeps.directory(inProcess), RunOptions.DEFAULT, ProgressListener.NONE);

    assertThat(summary.end()).isEqualTo(RunSummary.End.FINISHED);
    assertThat(summary.trialsTrained()).isEqualTo(10);
    assertThat(Sweeps.trials(folder)).hasSize(10).isEqualTo(Sweeps.trials(inProcess));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(inProcess));
    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(inProcess));
    assertThat(run(ProgressListener.NONE).trialsTrained()).as("again").isZero();
  }

  @Test
  void progressReachesTheWholeBudgetAndTellsEveryTrial() throws IOException {
    List<ProgressListener.Progress> progress = new ArrayList<>();
    List<String> ended = new ArrayList<>();
    run(
        new ListenerStub() {
          @Override
          public void progressed(Progress now) {
            progress.add(now);
          }

          @Override
          public void trialEnded(TrialEnd end) {
            ended.add(end.trial().value());
          }
        });

    long budget = 2 * (10 + 11 + 12 + 13 + 14);
    assertThat(ended).hasSize(10).doesNotHaveDuplicates();
    ProgressListener.Progress last = progress.get(progress.size() - 1);
    assertThat(last).isEqualTo(new ProgressListener.Progress(0, 5, 10, budget));
  }

  @Test
  void settingsThatASweepCannotRunWithAreAllNamed() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.speculation", "true")
            .set("spark.task.cpus", "2")
            .set("spark.master", "local[*]");

    assertThatThrownBy(() -> SparkSessions.refuse(conf, "3.5.1", "2.12.18"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("Spark: 3.5.1 must be 4.0 to 4.2")
        .hasMessageContaining("Scala: 2.12.18 must be 2.13")
        .hasMessageContaining("spark.speculation: true must be false")
        .hasMessageContaining("spark.task.cpus: 2 must be 1")
        .hasMessageContaining(
            "spark.master: local[*] must say how many failures a task may have; such as"
                + " local[*,4]");
  }

  private RunSummary run(ProgressListener listener) throws IOException {
    return new SparkSweepRunner(session, new EngineTrainers())
        .run(PLAN, Sweeps.directory(folder), RunOptions.DEFAULT, listener);
  }
}
