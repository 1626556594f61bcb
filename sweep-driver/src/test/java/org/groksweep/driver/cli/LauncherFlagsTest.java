package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class LauncherFlagsTest {

  @Test
  void jvmOptionsHasEveryFlagThatSparkNeeds() throws IOException {
    Path file = Path.of(System.getProperty("groksweep.root"), "sweep-driver", "jvm.options");
    List<String> flags =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();

    // Spark asks for the Vector API too, which serves a BLAS that nothing here uses: the JVM would
    // begin every command with a warning.
    String[] needed =
        Arrays.stream(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"))
            .filter(flag -> !flag.equals("--add-modules=jdk.incubator.vector"))
            .toArray(String[]::new);
    assertThat(needed).hasSizeGreaterThan(10);
    assertThat(flags).contains(needed).noneMatch(flag -> flag.contains("incubator"));
  }
}
