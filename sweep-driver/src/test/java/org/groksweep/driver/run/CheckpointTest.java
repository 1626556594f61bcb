package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.TrialId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts at one bundle that end before their time, and what the next makes of their checkpoints.
 */
final class CheckpointTest {

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  private CheckpointedBundle bundle;

  @BeforeEach
  void begin() {
    bundle = new CheckpointedBundle(folder, undisturbed);
  }

  @Test
  void whatWasInterruptedAtAnyPartEndsAsIfUndisturbed() throws IOException {
    int interruptions = interruptUntilDone(Set.of());

    assertThat(interruptions).isGreaterThan(5);
    bundle.assertSameAsUndisturbed(Set.of());
    // A part at a trial's end interrupts the next trial before its first state: once for each.
    assertThat(bundle.begun).as("what has ended is not begun again").hasSizeLessThanOrEqualTo(5);
    assertThat(bundle.begun).containsOnlyOnce(CheckpointedBundle.TRIALS.get(0).id());
    assertThat(new HashSet<>(bundle.resumed)).as("each went on").hasSize(3);
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_"));
  }

  @Test
  void aDamagedPartIsPassedOverForTheOneBefore() throws IOException {
    assertThat(bundle.attempt("a", 3, Set.of()).end()).isEqualTo(End.INTERRUPTED);
    List<Path> parts = bundle.parts();
    assertThat(parts).hasSize(3);
    flipAByte(parts.get(2));

    assertThat(bundle.attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(bundle.resumed).isNotEmpty();
    bundle.assertSameAsUndisturbed(Set.of());
  }

  @Test
  void withoutAWholeFirstPartTheBundleBeginsAnew() throws IOException {
    bundle.attempt("a", 3, Set.of());
    bundle.begun.clear();
    Path first = bundle.parts().get(0);
    Files.write(first, new byte[0]);

    assertThat(bundle.attempt("b", Integer.MAX_VALUE, Set.of()).end()).isEqualTo(End.COMMITTED);

    assertThat(bundle.resumed).isEmpty();
    assertThat(bundle.begun).hasSize(3);
    bundle.assertSameAsUndisturbed(Set.of());
  }

  @Test
  void aTrialThatIsSkippedNowLeavesItsRowsAndStateToNobody() throws IOException {
    Set<TrialId> second = Set.of(CheckpointedBundle.TRIALS.get(1).id());
    while (bundle.begun.size() < 2) {
      bundle.attempt("a" + bundle.parts().size(), 1, Set.of());
    }
    // Twice: the second time the part is read that was written without the trial's rows.
    bundle.attempt("b", 1, second);

    assertThat(bundle.attempt("c", Integer.MAX_VALUE, second).end()).isEqualTo(End.COMMITTED);

    bundle.assertSameAsUndisturbed(second);
  }

  @Test
  void anotherObservationOrProcessorBeginsAnew() throws IOException {
    bundle.attempt("a", 2, Set.of());
    bundle.begun.clear();

    Observation other = new Observation(Observation.DEFAULT.recording(), List.of(), List.of());
    AttemptResult result = bundle.attempt("b", bundle.uninterrupted(), Set.of(), other);

    assertThat(result.end()).isEqualTo(End.COMMITTED);
    assertThat(bundle.resumed).isEmpty();
    assertThat(bundle.begun).hasSize(3);
  }

  @Test
  void checkpointsThatCannotBePublishedCostNothingElse() throws IOException {
    Sweeps.directory(folder);
    // A file where the folder of checkpoints should be: no part can be published.
    Files.writeString(folder.resolve("_checkpoints"), "");

    AttemptResult result = bundle.attempt("a", Integer.MAX_VALUE, Set.of());

    assertThat(result.end()).isEqualTo(End.COMMITTED);
    bundle.assertSameAsUndisturbed(Set.of());
  }

  @Test
  void reopeningABundleForgetsItsCheckpoints() throws IOException {
    bundle.attempt("a", 2, Set.of());
    List<Path> parts = bundle.parts();
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (Path part : parts) {
      Files.copy(part, kept.resolve(part.getFileName().toString()));
    }
    bundle.attempt("b", Integer.MAX_VALUE, Set.of(CheckpointedBundle.TRIALS.get(2).id()));
    Path checkpoints =
        Files.createDirectories(folder.resolve("_checkpoints/" + CheckpointedBundle.BUNDLE.id()));
    for (Path part : parts) {
      Files.copy(
          kept.resolve(part.getFileName().toString()),
          checkpoints.resolve(part.getFileName().toString()));
    }

    SweepDirectory directory = Sweeps.directory(folder);
    new Reopening(directory)
        .reopen(directory.state(CheckpointedBundle.PLAN), Set.of(EndReason.CRASHED));

    assertThat(checkpoints).doesNotExist();
  }

  private int interruptUntilDone(Set<TrialId> skip) throws IOException {
    int interruptions = 0;
    while (bundle.attempt("a" + interruptions, 1, skip).end() == End.INTERRUPTED) {
      interruptions++;
    }
    return interruptions;
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }
}
