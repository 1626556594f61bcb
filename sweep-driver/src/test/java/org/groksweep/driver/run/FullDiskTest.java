package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.groksweep.driver.plan.SweepPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full and then is not: a file system of 1 MB, which only root may mount. */
@Tag("chaos")
final class FullDiskTest {

  private static final SweepPlan PLAN = Sweeps.plan(3);

  @TempDir private Path folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted =
        System.getProperty("user.name").equals("root")
            && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()) == 0;
    assumeTrue(mounted, "only root may mount a small file system");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "-l", folder.toString())).isZero();
    }
  }

  @Test
  void bundlesStayUndoneUntilThereIsRoom() throws IOException {
    SweepDirectory directory = Sweeps.directory(folder);
    Path ballast = folder.resolve("plans/ballast");
    fill(ballast);

    RunSummary full = runSweep(directory);

    assertThat(full.end()).isEqualTo(RunSummary.End.INFRASTRUCTURE);
    assertThat(full.exitCode()).isEqualTo(5);
    assertThat(full.failures()).hasSize(3).allMatch(text -> text.contains("No space left"));
    assertThat(Sweeps.files(folder)).isEmpty();

    Files.delete(ballast);
    RunSummary freed = runSweep(directory);

    assertThat(freed.exitCode()).isZero();
    assertThat(freed.state().missing()).isEmpty();
  }

  private static void fill(Path ballast) throws IOException {
    // All but one page of 4 KiB, which the driver's lease takes.
    long room = Files.getFileStore(ballast.getParent()).getUsableSpace() - 2 * 4096;
    Files.write(ballast, new byte[(int) room]);
  }

  private static RunSummary runSweep(SweepDirectory directory) throws IOException {
    return new InProcessSweepRunner(PlannedTrainers.PLAIN, 1)
        .run(PLAN, directory, RunOptions.DEFAULT, ProgressListener.NONE);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
