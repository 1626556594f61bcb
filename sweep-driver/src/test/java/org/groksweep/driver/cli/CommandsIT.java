package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user calls them, one after the other on one sweep. */
@Tag("spark")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {

  private static final String CONFIG =
      GroksweepJar.root().resolve("conf/smoke.yaml").toAbsolutePath().toString();

  // Shared, since every command starts a Java of its own: one sweep serves them all.
  @TempDir static Path folder;

  @Test
  @Order(1)
  void runTrainsAndSaysWhereTheTablesAre() throws Exception {
    ProcessResult run = sweep("run", CONFIG, "--out", "my sweep", "--limit", "1");
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("COMPLETED", "tables: ", "my sweep/trials");

    ProcessResult rest = sweep("run", CONFIG, "--out", "my sweep");
    assertThat(rest.exitCode()).as(rest.output()).isZero();
    assertThat(sweep("status", "my sweep").output()).contains("4 of 4 trials done");
    assertThat(rest.output()).contains("my sweep/report.html");
    assertThat(sweep("plan", CONFIG, "--out", "my sweep").output())
        .contains("4 trials done already; what follows is of all");
  }

  @Test
  @Tag("slow")
  @Order(2)
  void reportDrawsThePageAnew() throws Exception {
    Path page = folder.resolve("my sweep/report.html");
    Files.delete(page);

    ProcessResult report = sweep("report", "my sweep");

    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(report.output()).contains("report: ");
    assertThat(page).content().contains("<h1>smoke</h1>", "id=\"over-size-probability-0\"");
  }

  @Test
  @Order(2)
  void statusAsJsonCountsTheTrials() throws Exception {
    assertThat(sweep("status", "my sweep", "--format", "json").output())
        .contains("\"trials\" : 4", "\"trialsDone\" : 4", "\"COMPLETED\" : 4");
  }

  @Test
  @Order(3)
  void csvIsAHeaderAndRowsAlone() throws Exception {
    ProcessResult csv =
        sweep(
            "sql",
            "my sweep",
            "SELECT status, count(*) AS n FROM trials GROUP BY 1",
            "--format",
            "csv");

    assertThat(csv.exitCode()).as(csv.output()).isZero();
    assertThat(csv.output().lines()).containsExactly("status,n", "COMPLETED,4");
  }

  @Test
  @Tag("slow")
  @Order(4)
  void listNamesTrialsAndShowTellsOfOne() throws Exception {
    ProcessResult list = sweep("list", "my sweep", "--only", "trainExamples=50,seed=1");
    assertThat(list.exitCode()).as(list.output()).isZero();
    assertThat(list.output()).contains("trainExamples 50, seed 1", "COMPLETED", "(1 trial)");

    String trial =
        list.output()
            .lines()
            .filter(line -> line.startsWith("t") && line.contains("seed 1"))
            .findFirst()
            .orElseThrow()
            .substring(0, 10);
    ProcessResult show = sweep("show", "my sweep", trial);
    assertThat(show.exitCode()).as(show.output()).isZero();
    assertThat(show.output())
        .contains(
            "trainExamples 50, seed 1", "\"width\":16", "all 200 steps done", "accuracy: train");
  }

  @Test
  @Order(5)
  void whatDoesNotExistIsTheUsersError() throws Exception {
    ProcessResult show = sweep("show", "my sweep", "t123zzz");
    assertThat(show.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(show.output()).contains("TRIAL: t123zzz is no trial of the sweep");

    ProcessResult list = sweep("list", "nowhere");
    assertThat(list.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(list.output()).contains("DIR: nowhere must be a sweep's directory");
    assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
  }

  @Test
  @Order(6)
  void tryTrainsOneTrialWithoutADirectory() throws Exception {
    ProcessResult tried = sweep("try", CONFIG, "--cell", "trainExamples=200,seed=1");

    assertThat(tried.exitCode()).as(tried.output()).isZero();
    assertThat(tried.output()).contains("trainExamples 200, seed 1", "COMPLETED after 200 steps");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("my sweep");
    }
  }

  private static ProcessResult sweep(String... arguments) throws Exception {
    String launcher = GroksweepJar.root().resolve("sweep").toString();
    String[] command =
        Stream.concat(Stream.of(launcher), Arrays.stream(arguments)).toArray(String[]::new);
    return ProcessResult.of(folder, Map.of(), command);
  }
}
