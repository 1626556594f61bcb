package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorFunctionTest {

  /** fdlibm promises 1 unit in the last place with its exact exp; ours adds up to 2 twice. */
  private static final double RELATIVE_TOLERANCE = 1.5e-15;

  /** Against 25-digit values; the script that made them stands beside the resource. */
  @Test
  void itAgreesWithHighPrecisionValues() throws IOException {
    int lines = 0;
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                ErrorFunctionTest.class.getResourceAsStream("erfc_table.csv"),
                StandardCharsets.US_ASCII))) {
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        String[] fields = line.split(",", -1);
        double x = Double.parseDouble(fields[0]);
        double right = Double.parseDouble(fields[1]);
        double error = Math.abs(ErrorFunction.erfc(x) / right - 1);
        assertThat(error).as("erfc(%s)", x).isLessThan(RELATIVE_TOLERANCE);
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(100);
  }

  @Test
  void itsEndsAreExact() {
    assertThat(ErrorFunction.erfc(0)).isEqualTo(1);
    assertThat(ErrorFunction.erfc(Double.POSITIVE_INFINITY)).isZero();
    assertThat(ErrorFunction.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
    assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
    assertThat(ErrorFunction.erfc(40)).isZero();
  }
}
