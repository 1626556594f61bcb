package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.SweepConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's own data files do to plans. */
class DataFilesTest {

  private static final String TABLE = "x,y\n1,a\n2,b\n3,a\n4,b\n";
  private static final String OTHER = TABLE.replace("4,b", "5,b");

  private final SweepPlanner planner = SweepPlanner.standard();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeTable() throws IOException {
    file = Files.writeString(folder.resolve("table.csv"), TABLE);
  }

  @Test
  void aWrongFileIsOneProblemOfTheConfigForAllItsCells() throws IOException {
    Files.writeString(file, "x,y\n1,a\ntwo,b\n");
    assertThatThrownBy(() -> planner.plan(config("axes: {width: [1, 2, 3]}")))
        .isInstanceOfSatisfying(
            ConfigException.class, error -> assertThat(error.problems()).hasSize(1))
        .hasMessageContaining("task: table has a wrong file: file:" + file)
        .hasMessageContaining(": line 3, column x: must be a finite number, found two");
  }

  @Test
  void changedContentsAreRefusedAndNoNewTrials() throws IOException {
    PlannedSweep first = planner.extend(config("axes: {width: [1]}"), List.of(), Map.of());
    Files.writeString(file, OTHER);
    assertThatThrownBy(() -> extend(first, "axes: {width: [1, 2]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has other examples than when the sweep began: fingerprint ");
  }

  @Test
  void theSameContentsWrittenAnewAreTheSameTrials() throws IOException {
    PlannedSweep first = planner.extend(config("axes: {width: [1]}"), List.of(), Map.of());
    Files.writeString(file, TABLE.replace("1,a", "1.0,\"a\""));
    PlannedSweep second = extend(first, "axes: {width: [1, 2]}");
    assertThat(second.plan().trials()).isEqualTo(2);
    assertThat(second.addedTrials()).isEqualTo(1);
  }

  @Test
  void anAxisOfPathsMayGainAFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), OTHER);
    String one = "axes: {task.file: ['%s']}".formatted(file);
    String two = "axes: {task.file: ['%s', '%s']}".formatted(file, other);
    PlannedSweep first = planner.extend(config(one), List.of(), Map.of());
    PlannedSweep second = extend(first, two);
    assertThat(second.plan().trials()).isEqualTo(2);
    assertThat(second.added().orElseThrow().data().values().iterator().next()).hasSize(64 + 1 + 64);
    List<PlanFile> both = List.of(first.added().orElseThrow(), second.added().orElseThrow());
    assertThat(planner.extend(config(two), both, Map.of()).addedTrials()).isZero();
  }

  private PlannedSweep extend(PlannedSweep before, String axes) {
    return planner.extend(config(axes), List.of(before.added().orElseThrow()), Map.of());
  }

  private SweepConfig config(String axes) {
    String path = axes.contains("task.file") ? "" : ", file: '" + file + "'";
    return Configs.read(
        """
        name: own-data
        task: {type: table, targetColumns: y, holdOutFraction: 0.5, trainExamples: 2%s}
        model: {type: mlp, depth: 2%s}
        optimizer: {type: sgd, learningRate: 0.1}
        maxSteps: 10
        seeds: 1
        %s
        """
            .formatted(path, axes.contains("width") ? "" : ", width: 2", axes));
  }
}
