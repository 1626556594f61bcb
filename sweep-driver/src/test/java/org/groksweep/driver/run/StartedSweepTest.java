package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.groksweep.driver.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps whose trials begin at weights that another sweep has saved. */
final class StartedSweepTest {

  /** Without momentum and with all examples in each update, a step depends on the weights alone. */
  private static final String BASE =
      """
      name: started
      task: {type: digits, trainExamples: 60}
      model: {type: mlp, depth: 2, width: 8}
      optimizer: {type: sgd, learningRate: 0.1, l2: 0.01}
      recording: {every: 10}
      seeds: [3]
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dense", "dl4j"})
  void theForkGoesOnAsTheSavedTrialDid(String engine) throws IOException {
    String config = BASE + "engine: " + engine + "\n";
    run("whole", config + "maxSteps: 40\n");
    run("first", config + "maxSteps: 20\nsave: {at: [final]}\n");

    run("fork", config + "maxSteps: 20\nstart: {from: " + saved("first") + "}\n");

    List<String> whole = losses("whole");
    assertThat(whole).hasSize(5).doesNotHaveDuplicates();
    assertThat(losses("fork")).isEqualTo(whole.subList(2, 5));
  }

  @Test
  void eachEngineTakesUpWhatTheOtherSaved() throws IOException {
    String config = BASE + "precision: float64\nmaxSteps: 20\n";
    run("first", config + "save: {at: [final]}\n");
    run("fork", config + "engine: dl4j\nstart: {from: " + saved("first") + "}\n");

    assertThat(Double.parseDouble(losses("fork").get(0)))
        .isCloseTo(
            Double.parseDouble(losses("first").get(2)), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void whereTrialsBeginMayBeAnAxisAndIsPartOfTheirIds() throws IOException {
    run("first", BASE + "maxSteps: 20\nsave: {at: [0, 10, final]}\n");
    List<Path> files = savedFiles("first");
    assertThat(files).hasSize(3);

    run(
        "fork",
        BASE
            + "maxSteps: 10\naxes:\n  start.from: ["
            + String.join(", ", files.stream().map(Path::toString).toList())
            + "]\n");

    List<String> trials = Sweeps.trials(folder.resolve("fork"));
    assertThat(trials).hasSize(3);
    assertThat(trials.stream().map(row -> row.replaceAll(".*(trial_id=\\w+).*", "$1")).distinct())
        .hasSize(3);
    assertThat(losses("fork").stream().distinct())
        .as("each began at its own file: 0, 10 and 20 steps")
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void changedWeightsAreAConflict() throws IOException {
    run("first", BASE + "maxSteps: 20\nsave: {at: [0, final]}\n");
    Path file = folder.resolve("start.npz");
    List<Path> files = savedFiles("first");
    Files.copy(files.get(0), file);
    String fork = BASE + "maxSteps: 10\nstart: {from: " + file + "}\n";
    run("fork", fork);
    Files.copy(files.get(1), file, StandardCopyOption.REPLACE_EXISTING);
    List<String> before = ConfiguredSweep.everyFile(folder.resolve("fork"));

    assertThatThrownBy(() -> ConfiguredSweep.store(folder.resolve("fork"), fork))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("start.from: ")
        .hasMessageContaining("has other weights than when the sweep began: fingerprint ");
    assertThat(ConfiguredSweep.everyFile(folder.resolve("fork"))).isEqualTo(before);
  }

  @Test
  void whatDoesNotFitIsRefusedWithEveryOtherProblem() throws IOException {
    run("first", BASE + "maxSteps: 20\nsave: {at: [final]}\n");
    String file = saved("first").toString();
    String fork = BASE + "maxSteps: 10\nstart: {from: " + file + "}\n";
    refused(fork.replace("width: 8", "width: 9") + "batch: {sampling: fresh, size: 3}\n")
        .hasMessageContaining(
            "start.from: "
                + file
                + " holds layer1.weight[8, 64], layer1.bias[8], layer2.weight[10, 8],"
                + " layer2.bias[10]; the model has layer1.weight[9, 64], layer1.bias[9],")
        .hasMessageContaining("batch.sampling: fresh needs a task that draws new examples");
    refused(fork.replace(file, "none.npz"))
        .hasMessageContaining("none.npz is a wrong file: ")
        .hasMessageContaining("does not exist");
    refused(fork.replace("type: mlp, depth: 2, width: 8", "type: cnn, depth: 2, width: 8"))
        .hasMessageContaining("start.from");
    assertThat(folder.resolve("refused")).doesNotExist();
  }

  /** Each begins where its pretraining ended: the first row has the last one's training loss. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        engine: lockstep
        task: {type: linear-teacher, singularValues: [1], dataFraction: 1}
        model: {type: deep-linear, depth: 3, width: 1}
        loss: halfSquaredError
        """,
        """
        engine: factored
        task: {type: matrix-completion, size: 6, trainExamples: 20}
        model: {type: matrix-factorization, initScale: 1}
        loss: meanSquaredError
        precision: float64
        """,
        """
        engine: dl4j
        task: {type: digits, trainExamples: 30}
        model: {type: cnn, depth: 2, channels: 2}
        loss: crossEntropy
        """
      })
  void everyEngineBeginsAtSavedWeights(String trained) throws IOException {
    String config =
        "name: started\nseeds: [3]\noptimizer: {type: sgd, learningRate: 0.01}\n" + trained;
    run("first", config + "maxSteps: 20\nsave: {at: [final]}\n");
    run("fork", config + "maxSteps: 5\nstart: {from: " + saved("first") + "}\n");
    List<String> pretraining = losses("first");
    List<String> fork = losses("fork");
    assertThat(fork.get(0))
        .isEqualTo(pretraining.get(pretraining.size() - 1))
        .isNotEqualTo(pretraining.get(0));
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String config) {
    return assertThatThrownBy(() -> ConfiguredSweep.store(folder.resolve("refused"), config))
        .isInstanceOf(ConfigException.class);
  }

  private void run(String name, String config) throws IOException {
    RunSummary summary =
        ConfiguredSweep.run(
            folder.resolve(name),
            config,
            new EngineTrainers(),
            RunOptions.DEFAULT,
            new ArrayList<>());
    assertThat(summary.exitCode()).isZero();
  }

  private Path saved(String name) throws IOException {
    List<Path> files = savedFiles(name);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  private List<Path> savedFiles(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("models"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<String> losses(String name) throws IOException {
    Pattern loss = Pattern.compile("train_loss=([^,]*)");
    return Sweeps.metrics(folder.resolve(name)).stream()
        .map(row -> loss.matcher(row).results().map(MatchResult::group).findFirst().orElseThrow())
        .map(text -> text.replace("train_loss=", ""))
        .toList();
  }
}
