package org.groksweep.driver.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.InProcessSweepRunner;
import org.groksweep.driver.run.ListenerStub;
import org.groksweep.driver.run.PlannedTrainers;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.Sweeps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a Spark driver in local mode, as a real process. */
@Tag("chaos")
final class InterruptedDriverTest {

  private static final SweepPlan PLAN = Sweeps.plan(8);

  @TempDir private Path folder;
  @TempDir private Path undisturbed;

  /** A driver's process: trains the plan in the folder that its argument names. */
  static final class Driver {

    public static void main(String[] arguments) throws IOException {
      System.setProperty("spark.master", "local[2,4]");
      RunSummary summary =
          new SparkSweepRunner(SparkSessions.start("test"), PlannedTrainers.slow(100))
              .run(
                  PLAN,
                  Sweeps.directory(Path.of(arguments[0])),
                  RunOptions.DEFAULT,
                  new ListenerStub() {
                    @Override
                    public void ended(RunSummary end) {
                      System.out.println("ended: " + end.end() + " " + end.failures());
                    }
                  });
      System.exit(summary.exitCode());
    }
  }

  @Test
  void itTidiesUpSaysSoAndGoesOnNextTime() throws Exception {
    Path output = Files.createTempFile(undisturbed, "out", ".txt");
    Process driver = start(output);
    while (commits() < 1 && driver.isAlive()) {
      driver.waitFor(50, TimeUnit.MILLISECONDS);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(driver.pid())).start().waitFor();

    assertThat(driver.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(driver.exitValue()).isEqualTo(130);
    assertThat(output).content().contains("ended: INTERRUPTED []");
    assertThat(Sweeps.files(folder)).noneMatch(name -> name.startsWith("_staging"));
    assertThat(commits()).isLessThan(PLAN.bundles().size());

    RunSummary rest =
        new InProcessSweepRunner(PlannedTrainers.slow(0), 1)
            .run(PLAN, Sweeps.directory(folder), RunOptions.DEFAULT, ProgressListener.NONE);
    assertThat(rest.state().missing()).isEmpty();
  }

  private long commits() throws IOException {
    return Files.exists(folder.resolve("trials"))
        ? Sweeps.files(folder.resolve("trials")).size()
        : 0;
  }

  private Process start(Path output) throws IOException {
    // Whoever runs the tests in the background of a script has them ignore SIGINT, and a child
    // would.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + System.getProperty("groksweep.root") + "/sweep-driver/jvm.options");
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            folder.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
