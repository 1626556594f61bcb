package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LargePlanTest {

  // Three seconds on an idle two-core machine; the rest is for what else it may be doing.
  private static final double MOST_SECONDS = 3 * 4;

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
    assertThat(Double.parseDouble(result[1])).isLessThan(MOST_SECONDS);
  }
}
