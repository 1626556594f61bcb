package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code sweep}, with the jar that the build has just made. */
class LauncherIT {

  @TempDir Path folder;

  @Test
  void helpAnswersInAnyFolderThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), launcher());

    ProcessResult help = ProcessResult.of(folder, Map.of(), link.toString(), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("Usage: sweep", "sql", "Exit codes:");
  }

  @Test
  void aPathMayHaveSpaces() throws Exception {
    Path home = Files.createDirectory(folder.resolve("a b"));
    Files.copy(launcher(), home.resolve("sweep"));
    for (String name : List.of("pom.xml", "trainer", "analysis", "sweep-driver")) {
      Files.createSymbolicLink(home.resolve(name), GroksweepJar.root().resolve(name));
    }

    ProcessResult version =
        ProcessResult.of(folder, Map.of(), home.resolve("sweep").toString(), "--version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.output()).contains("groksweep 1.0.0");
  }

  @Test
  void aMistypedCommandIsTheUsersError() throws Exception {
    ProcessResult result = ProcessResult.of(folder, Map.of(), launcher().toString(), "sqll");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(result.output()).contains("Unmatched argument at index 0: 'sqll'", "sweep sql");
  }

  @Test
  void aSparkThatIsNotSupportedIsRefused() throws Exception {
    Path jars = Files.createDirectories(folder.resolve("spark/jars"));
    Files.createFile(jars.resolve("spark-core_2.12-3.5.1.jar"));
    Path spark = jars.getParent();

    ProcessResult result =
        ProcessResult.of(
            folder, Map.of("SPARK_HOME", spark.toString()), launcher().toString(), "sql");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(result.output())
        .contains(
            "SPARK_HOME="
                + spark
                + " holds spark-core_2.12-3.5.1.jar; supported are Spark 4.0 to 4.2 with Scala 2.13");
  }

  @Test
  void aSupportedSparkIsUsed() throws Exception {
    Path spark = folder.resolve("spark");
    Files.createFile(
        Files.createDirectories(spark.resolve("jars")).resolve("spark-core_2.13-4.1.2.jar"));
    script(spark.resolve("bin/spark-submit"), "echo $MASTER: \"$@\"; exit 3");

    ProcessResult result =
        ProcessResult.of(
            folder,
            Map.of("SPARK_HOME", spark.toString()),
            launcher().toString(),
            "sql",
            "a b",
            "c");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output())
        .contains(
            "local[*,4]: --conf spark.log.level=WARN --class org.groksweep.driver.cli.Main "
                + GroksweepJar.file()
                + " sql a b c");
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    script(java, "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    ProcessResult result =
        ProcessResult.of(
            folder,
            Map.of("JAVA_HOME", folder.resolve("jdk").toString()),
            launcher().toString(),
            "--help");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USER_INPUT);
    assertThat(result.output())
        .contains(
            "Java 11 at '" + java + "' is not supported; set JAVA_HOME to a JDK from 17 to 25");
  }

  private static Path launcher() {
    return GroksweepJar.root().resolve("sweep");
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
