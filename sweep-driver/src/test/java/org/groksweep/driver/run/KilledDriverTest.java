package org.groksweep.driver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.groksweep.driver.plan.SweepPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed as kill -9 does. */
@Tag("chaos")
final class KilledDriverTest {

  private static final SweepPlan PLAN = Sweeps.plan(6);

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  /** A driver's process: trains the plan in the folder that its argument names. */
  static final class Driver {

    public static void main(String[] arguments) throws IOException {
      RunSummary summary =
          new InProcessSweepRunner(PlannedTrainers.slow(10), 2)
              .run(
                  PLAN,
                  Sweeps.directory(Path.of(arguments[0])),
                  RunOptions.DEFAULT,
                  ProgressListener.NONE);
      System.exit(summary.exitCode());
    }
  }

  @Test
  void killedUntilDoneItEndsWithTheSameTables() throws Exception {
    new InProcessSweepRunner(PlannedTrainers.PLAIN, 1)
        .run(PLAN, Sweeps.directory(undisturbed), RunOptions.DEFAULT, ProgressListener.NONE);
    int kills = 0;
    long done = 0;
    while (done < PLAN.bundles().size() - 2) {
      Process driver = start(folder);
      long wanted = done + 1;
      while (commits() < wanted && driver.isAlive()) {
        driver.waitFor(20, TimeUnit.MILLISECONDS);
      }
      driver.destroyForcibly().waitFor();
      kills++;
      assertThat(commits()).as("progress never goes back").isGreaterThanOrEqualTo(wanted);
      done = commits();
    }

    assertThat(start(folder).waitFor()).isZero();

    assertThat(kills).isPositive();
    assertThat(Sweeps.files(folder)).isEqualTo(Sweeps.files(undisturbed));
    assertThat(Sweeps.metrics(folder)).isEqualTo(Sweeps.metrics(undisturbed));
    assertThat(Sweeps.trials(folder)).isEqualTo(Sweeps.trials(undisturbed));
  }

  @Test
  void aDriverThatIsToldToStopTidiesUpFirst() throws Exception {
    Process driver = start(folder);
    while (commits() < 1 && driver.isAlive()) {
      driver.waitFor(20, TimeUnit.MILLISECONDS);
    }
    // SIGTERM; Ctrl-C takes the same way and ends with 130.
    driver.destroy();

    assertThat(driver.waitFor()).isEqualTo(143);
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_staging"));
    assertThat(commits()).isLessThan(PLAN.bundles().size());
  }

  private long commits() throws IOException {
    return Files.exists(folder.resolve("trials"))
        ? Sweeps.files(folder.resolve("trials")).size()
        : 0;
  }

  private static Process start(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            folder.toString()));
    return new ProcessBuilder(command).inheritIO().start();
  }
}
