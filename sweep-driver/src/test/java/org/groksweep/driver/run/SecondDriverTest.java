package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondDriverTest {

  private static final String CONFIG =
      """
      name: two
      task: {type: digits, trainExamples: 20}
      model: {type: mlp, depth: 2, width: 4}
      optimizer: {type: sgd, learningRate: 0.01}
      seeds: 2
      maxSteps: 5
      """;

  @TempDir private Path folder;

  @Test
  void saysThatAnotherIsThere() throws IOException {
    assertThat(notes()).isEmpty();
    try (DriverLease other = Sweeps.directory(folder).lease()) {
      assertThat(other.id()).isNotEmpty();
      assertThat(notes())
          .containsExactly(
              "another driver may be at work here: what both train is trained twice and kept once");
    }
    assertThat(notes()).isEmpty();
  }

  private List<String> notes() throws IOException {
    List<String> notes = new ArrayList<>();
    ConfiguredSweep.run(folder, CONFIG, new EngineTrainers(), RunOptions.DEFAULT, notes);
    return notes;
  }
}
