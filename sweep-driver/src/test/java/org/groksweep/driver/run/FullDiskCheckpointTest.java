package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.groksweep.driver.run.AttemptResult.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fills up while a bundle keeps checkpoints: a file system of 2 MB, which only root may
 * mount.
 */
@Tag("chaos")
final class FullDiskCheckpointTest {

  /** More than the 75 from one state to the next, and over before the weights of the end. */
  private static final int STEPS_FULL = 100;

  @TempDir private Path folder;
  @TempDir private Path undisturbed;
  private boolean mounted;
  private CheckpointedBundle bundle;

  @BeforeEach
  void mount() throws Exception {
    mounted =
        System.getProperty("user.name").equals("root")
            && run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()) == 0;
    assumeTrue(mounted, "only root may mount a small file system");
    bundle = new CheckpointedBundle(folder, undisturbed);
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "-l", folder.toString())).isZero();
    }
  }

  @Test
  void whereThereIsRoomAgainOnlyCheckpointsAreMissing() throws IOException {
    Filling filling = new Filling(STEPS_FULL);

    AttemptResult result = bundle.attempt("a", filling, Set.of(), CheckpointedBundle.OBSERVATION);

    assertThat(filling.partsAtEnd).as("the third did not fit").isEqualTo(2);
    assertThat(filling.stepsFull).isEqualTo(STEPS_FULL);
    assertThat(result.end()).isEqualTo(End.COMMITTED);
    bundle.assertSameAsUndisturbed(Set.of());
  }

  @Test
  void whereTheDiskStaysFullTheNextAttemptGoesOnFromTheLastCheckpoint() throws IOException {
    Filling filling = new Filling(Integer.MAX_VALUE);

    AttemptResult full = bundle.attempt("a", filling, Set.of(), CheckpointedBundle.OBSERVATION);

    assertThat(full.end()).isEqualTo(End.INFRASTRUCTURE);
    assertThat(full.message()).contains("No space left");
    assertThat(bundle.parts()).hasSize(2);
    filling.free();
    bundle.begun.clear();

    AttemptResult freed = bundle.attempt("b", Integer.MAX_VALUE, Set.of());

    assertThat(freed.end()).isEqualTo(End.COMMITTED);
    assertThat(bundle.resumed).contains(CheckpointedBundle.TRIALS.get(0).id());
    assertThat(bundle.begun).doesNotContain(CheckpointedBundle.TRIALS.get(0).id());
    bundle.assertSameAsUndisturbed(Set.of());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Fills the disk once two parts are there, and frees it so many steps later. */
  private final class Filling implements AttemptWatch {

    private final int freedAfter;
    private int stepsFull;
    private boolean filled;
    private int partsAtEnd;

    Filling(int freedAfter) {
      this.freedAfter = freedAfter;
    }

    @Override
    public void stepped(long steps) {}

    @Override
    public void trialEnded(TrialEnd end) {}

    // Asked after every step.
    @Override
    public boolean interrupted() {
      try {
        if (!filled && bundle.parts().size() == 2) {
          filled = true;
          fill();
        } else if (filled && stepsFull < freedAfter) {
          stepsFull++;
          freeIfDue();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return false;
    }

    private void freeIfDue() throws IOException {
      if (stepsFull == freedAfter) {
        partsAtEnd = bundle.parts().size();
        free();
      }
    }

    // Page by page, until not even one fits.
    private void fill() throws IOException {
      byte[] page = new byte[4096];
      try {
        while (true) {
          Files.write(ballast(), page, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }

    private void free() throws IOException {
      Files.delete(ballast());
    }

    private Path ballast() {
      return folder.resolve("plans/ballast");
    }
  }
}
