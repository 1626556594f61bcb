package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep whose length is raised, in a process that is killed as kill -9 does: as soon as the
 * longer plan is stored, inside a trial that goes on, and between two trials.
 */
@Tag("chaos")
final class KilledRaiseTest {

  private static final double DISTANCE = 1e9;
  private static final String SHORT =
      """
      name: killed
      task: {type: digits, trainExamples: 200}
      model: {type: mlp, depth: 2, width: 64}
      optimizer: {type: adamw, learningRate: 0.001, weightDecay: 0.1}
      seeds: 2
      maxSteps: 500
      save: {at: [memorized], resumable: true}
      """;
  private static final String LONG = SHORT.replace("500", "4000");

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  /** A driver's process: runs the longer sweep in the folder that its argument names. */
  static final class Driver {

    public static void main(String[] arguments) throws IOException {
      System.exit(run(Path.of(arguments[0]), LONG).exitCode());
    }
  }

  @Test
  void nothingIsLostWheneverItIsKilled() throws Exception {
    run(folder, SHORT);
    List<String> notes = new ArrayList<>();

    killOnce(() -> Files.exists(folder.resolve("plans/0002.json")));
    killOnce(() -> files("_checkpoints") >= 2);
    // Of the two longer trials the first has ended, and the second is in training.
    killOnce(() -> files("_states") >= 3);
    assertThat(folder.resolve("trials")).as("none was committed").isEmptyDirectory();

    ConfiguredSweep.run(
        folder,
        LONG,
        new EngineTrainers(),
        RunOptions.DEFAULT.withCheckpointFlops(DISTANCE),
        notes);

    assertThat(notes)
        .contains("of 2 trials that were made longer, 2 go on from what was kept and 0 begin anew");
    run(undisturbed, LONG);
    ConfiguredSweep.assertSame(folder, undisturbed);
    assertThat(files("_checkpoints")).isZero();
    assertThat(folder.resolve("_states"))
        .isDirectoryNotContaining(
            kept -> !Files.isDirectory(undisturbed.resolve("_states").resolve(kept.getFileName())));
  }

  private interface Moment {
    boolean hasCome() throws IOException;
  }

  private void killOnce(Moment moment) throws Exception {
    Process driver =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Driver.class.getName(),
                    folder.toString()))
            .inheritIO()
            .start();
    while (!moment.hasCome() && driver.isAlive()) {
      driver.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(driver.isAlive()).as("it has not ended by itself").isTrue();
    driver.destroyForcibly().waitFor();
  }

  private static RunSummary run(Path folder, String config) throws IOException {
    return ConfiguredSweep.run(
        folder,
        config,
        new EngineTrainers(),
        RunOptions.DEFAULT.withCheckpointFlops(DISTANCE),
        new ArrayList<>());
  }

  private int files(String name) throws IOException {
    if (!Files.exists(folder.resolve(name))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return (int) files.filter(Files::isRegularFile).count();
    } catch (java.io.UncheckedIOException removedMeanwhile) {
      // The driver that is watched removes folders while they are counted.
      return 0;
    }
  }
}
