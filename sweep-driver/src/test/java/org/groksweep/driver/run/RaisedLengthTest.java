package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.groksweep.driver.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sweeps whose maxSteps is raised, beside ones that began with the higher number. */
final class RaisedLengthTest {

  private static final String BASE =
      """
      name: raised
      task: {type: digits, trainExamples: 60}
      model: {type: mlp, depth: 2, width: 8}
      optimizer: {type: adamw, learningRate: 0.01, weightDecay: 0.1}
      seeds: 2
      maxSteps: 75
      """;
  private static final String ESCAPES =
      """
      name: raised
      task: {type: linear-teacher, singularValues: [1], dataFraction: 1}
      model: {type: deep-linear, depth: 3, width: 1}
      loss: halfSquaredError
      optimizer: {type: sgd, learningRate: 0.05, gradientNoise: 0.3}
      escapes: {up: {metric: singular_values_1, above: 1.5}}
      until: up
      seeds: 9
      maxSteps: 75
      """;
  private static final String RESUMABLE = "save: {resumable: true}\n";

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  private final List<Boolean> restored = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  static Stream<String> sweeps() {
    String minibatches = "batch: {sampling: shuffled, size: 7}\n";
    return Stream.of(
        BASE + "schedule: {warmupSteps: 90}\naxes: {l2: [0, 1]}\n" + RESUMABLE,
        // Half the rows of the shorter trials, the last among them, are no rows of the longer.
        BASE
            + minibatches
            + "recording: {every: 2, maxEvaluationShare: 0.01}\nprobes: [singularValues]\n"
            + "passages: {memorized: {metric: train_accuracy, above: 0.5, dwell: 4}}\n"
            + "save: {at: [memorized, 10, final, 100], resumable: true}\n",
        // The last phase is the longer one, whatever was kept of momenta and batches.
        BASE.replace("maxSteps: 75\n", "")
            + minibatches
            + "phases: [{name: first, maxSteps: 40}, {name: second, maxSteps: 75, l2: 0.01}]\n"
            + RESUMABLE,
        // Some trials have stopped by then, some stop later, and some diverge.
        BASE.replace("learningRate: 0.01, ", "")
            + "stop: [{when: {metric: train_accuracy, above: 0.7}, every: 10, extraSteps: 5}]\n"
            + "axes: {learningRate: [1.0e-3, 1.0e-2, 1.0e+30]}\n"
            + RESUMABLE,
        BASE.replace("seeds: 2", "seeds: [4]")
            + "engine: dl4j\nrecording: {every: 20}\n"
            + minibatches
            + RESUMABLE,
        // In groups, some of whose trials have escaped by then.
        ESCAPES + RESUMABLE,
        ESCAPES.replace("maxSteps: 75\n", "")
            + "phases: [{name: first, maxSteps: 20}, {name: second, maxSteps: 75}]\n"
            + "stop: [{when: {metric: train_loss, below: 0.01}, every: 10, extraSteps: 5}]\n"
            + RESUMABLE,
        // With weights they are trained alone.
        ESCAPES + "save: {at: [30, final, 100], resumable: true}\n");
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void itEndsWithTheRowsOfOneThatBeganWithTheHigherNumber(String config) throws IOException {
    assertThat(run(folder, config).exitCode()).isZero();
    restored.clear();

    assertThat(run(folder, longer(config)).exitCode()).isZero();

    assertSameAsUndisturbed(config);
    assertThat(restored).isNotEmpty().containsOnly(true);
    assertThat(run(folder, longer(config)).trialsTrained()).as("all is done").isZero();
  }

  @Test
  void raisedTwiceItGoesOnFromTheLongest() throws IOException {
    String config = BASE + RESUMABLE;
    run(folder, config);
    run(folder, config.replace("75", "100"));
    restored.clear();

    run(folder, longer(config));

    assertThat(restored).containsExactly(true, true);
    assertSameAsUndisturbed(config);
  }

  @Test
  void anAxisMayGrowAtTheSameTime() throws IOException {
    String config = BASE + RESUMABLE + "axes: {l2: [0]}\n";
    run(folder, config);
    restored.clear();

    String wider = config.replace("[0]", "[0, 1]");
    run(folder, longer(wider));

    assertThat(restored).containsExactlyInAnyOrder(true, true, false, false);
    assertSameAsUndisturbed(wider);
  }

  @Test
  void seedsMayBeAddedToGroupsThatWereRaisedBefore() throws IOException {
    String config = ESCAPES + RESUMABLE;
    run(folder, config);
    run(folder, config.replace("75", "100").replace("seeds: 9", "seeds: 11"));
    restored.clear();

    String wider = config.replace("seeds: 9", "seeds: 13");
    run(folder, longer(wider));

    assertThat(restored).filteredOn(each -> each).hasSize(11);
    assertThat(restored).hasSize(13);
    assertSameAsUndisturbed(wider);
  }

  @Test
  void whatIsDamagedOrGoneBeginsAnewAndIsCounted() throws IOException {
    String config = BASE.replace("seeds: 2", "seeds: 3") + RESUMABLE;
    run(folder, config);
    List<Path> states = states();
    assertThat(states).hasSize(3);
    byte[] bytes = Files.readAllBytes(states.get(0));
    bytes[bytes.length / 2] ^= 1;
    Files.delete(states.get(0));
    Files.write(states.get(0), bytes);
    Files.delete(states.get(1));
    Files.delete(states.get(1).getParent());
    restored.clear();
    notes.clear();

    run(folder, longer(config));

    assertThat(restored).containsExactlyInAnyOrder(true, false, false);
    assertThat(notes)
        .containsExactly(
            "of 3 trials that were made longer, 2 go on from what was kept and 1 begin anew");
    assertSameAsUndisturbed(config);
  }

  @Test
  void statesOfAnotherRecordingAreNotGoneOnFrom() throws IOException {
    String config = BASE + RESUMABLE;
    run(folder, config);
    restored.clear();

    run(folder, longer(config) + "recording: {every: 3}\n");

    assertThat(restored).containsExactly(false, false);
    assertSameAsUndisturbed(config + "recording: {every: 3}\n");
  }

  @Test
  void whatIsNoLongerNeededIsRemoved() throws IOException {
    String config = BASE + RESUMABLE;
    run(folder, config);
    run(folder, longer(config));
    assertThat(states()).as("those of the longer trials").hasSize(2);

    // Raised once more, by a config that will not be raised again.
    run(folder, BASE.replace("75", "220"));

    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void whatCannotGoOnIsRefusedAndNothingIsWritten() throws IOException {
    String plain = BASE + "axes: {l2: [0, 1]}\n";
    String config = plain + RESUMABLE;
    refused(plain, longer(config))
        .hasMessageContaining(
            "maxSteps: 75 -> 150 differs from the stored plan; make it an axis, or give another"
                + " --out; it could be raised if the sweep had had save: {resumable: true}");
    refused(config, config.replace("75", "50"))
        .hasMessageContaining(
            "maxSteps: 75 -> 50 leaves 4 of the 4 stored trials made shorter: a length can only be"
                + " raised; give another --out");
    refused(config, longer(config).replace("[0, 1]", "[1]"))
        .hasMessageContaining(
            "maxSteps: 75 -> 150 leaves 2 of the 4 stored trials without a longer form here");
    String cosine = config + "schedule: {decay: cosine}\n";
    refused(cosine, longer(cosine))
        .hasMessageContaining(
            "leaves 4 of the 4 stored trials under a cosine schedule, whose learning rates depend"
                + " on the length");
    String dependent = config.replace("learningRate: 0.01", "learningRate: 1 / maxSteps");
    refused(dependent, longer(dependent)).hasMessageContaining("without a longer form here");
    String phases =
        config.replace(
            "maxSteps: 75\n", "phases: [{maxSteps: 75, name: a}, {maxSteps: 9, name: b}]\n");
    refused(phases, longer(phases))
        .hasMessageContaining("phases.a.maxSteps: 75 -> 150 leaves 4 of the 4")
        .hasMessageContaining("all but the length of the last phase");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String stored, String changed) throws IOException {
    Path sweep = Files.createTempDirectory(folder, "sweep");
    ConfiguredSweep.store(sweep, stored);
    List<String> before = ConfiguredSweep.everyFile(sweep);
    var refusal =
        assertThatThrownBy(() -> ConfiguredSweep.store(sweep, changed))
            .isInstanceOf(ConfigException.class);
    assertThat(ConfiguredSweep.everyFile(sweep)).isEqualTo(before);
    return refusal;
  }

  private static String longer(String config) {
    return config.replace("maxSteps: 75", "maxSteps: 150");
  }

  private RunSummary run(Path sweep, String config) throws IOException {
    return ConfiguredSweep.run(
        sweep, config, engine -> new NotingTrainer(engine, restored), RunOptions.DEFAULT, notes);
  }

  private void assertSameAsUndisturbed(String config) throws IOException {
    ConfiguredSweep.run(
        undisturbed, longer(config), new EngineTrainers(), RunOptions.DEFAULT, new ArrayList<>());
    ConfiguredSweep.assertSame(folder, undisturbed);
  }

  private List<Path> states() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("_states"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
