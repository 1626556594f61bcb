package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LargePlanTest {

  // About 5 on a busy machine, half of them the compiler's beside the planning thread: under three
  // seconds of wall-clock time on two idle cores. Twice that would be noticed.
  private static final double MOST_CPU_SECONDS = 10;

  @Test
  void aHundredThousandCellsArePlannedInSecondsWithinHalfAGigabyte() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LargePlan.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    String[] result = output.split(" ");
    assertThat(result[0]).isEqualTo("100000");
    assertThat(Double.parseDouble(result[1])).isLessThan(MOST_CPU_SECONDS);
  }
}
