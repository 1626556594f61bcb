package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class LauncherFlagsTest {

  @Test
  void jvmOptionsHasEveryFlagThatSparkGivesItsOwnProcesses() throws IOException {
    Path file = Path.of(System.getProperty("groksweep.root"), "sweep-driver", "jvm.options");
    List<String> flags =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();

    assertThat(flags).contains(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"));
  }
}
