package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.RunSummary.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that changes between the plan and the training. */
final class ChangedDataTest {

  private static final String TABLE = "x,y\n1,a\n2,b\n3,a\n4,b\n";

  @TempDir private Path folder;

  @Test
  void unchangedDataIsTrained() throws IOException {
    RunSummary summary = run(plan(write(TABLE)));

    assertThat(summary.failures()).isEmpty();
    assertThat(summary.trialsTrained()).isEqualTo(2);
  }

  @Test
  void changedDataIsNotTrainedUnderTheNameOfThePlannedTrials() throws IOException {
    SweepPlan plan = plan(write(TABLE));
    write(TABLE.replace("4,b", "5,b"));

    RunSummary summary = run(plan);

    assertThat(summary.end()).isEqualTo(End.INFRASTRUCTURE);
    assertThat(summary.exitCode()).isEqualTo(5);
    assertThat(summary.failures())
        .singleElement()
        .asString()
        .contains("task table has other examples here than those planned", "restore its files");
    assertThat(folder.resolve("sweep/metrics")).doesNotExist();
    write(TABLE);
    assertThat(run(plan).trialsTrained()).isEqualTo(2);
  }

  private Path write(String table) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), table);
  }

  private RunSummary run(SweepPlan plan) throws IOException {
    Path sweep = Files.createDirectories(folder.resolve("sweep"));
    return new InProcessSweepRunner(new EngineTrainers(), 1)
        .run(plan, Sweeps.directory(sweep), RunOptions.DEFAULT, ProgressListener.NONE);
  }

  private static SweepPlan plan(Path file) {
    String config =
        """
        name: own-data
        task: {type: table, file: '%s', targetColumns: y, holdOutFraction: 0.5, trainExamples: 2}
        model: {type: mlp, depth: 2, width: 2}
        optimizer: {type: sgd, learningRate: 0.1}
        maxSteps: 3
        seeds: 2
        axes: {}
        """
            .formatted(file);
    return SweepPlanner.standard()
        .plan(ConfigReader.read("test.yaml", config, List.of(), Families.load()));
  }
}
