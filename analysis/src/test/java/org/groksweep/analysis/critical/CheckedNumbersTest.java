package org.groksweep.analysis.critical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.groksweep.trainer.metrics.EndReason;
import org.junit.jupiter.api.Test;

/**
 * papers.md D6.5: 9 sizes × 10 seeds around a true 1,500 gave a logit median of 1510, quartiles
 * 1418 and 1573, and an isotonic median of 1500, quartiles 1355 and 1612. It does not name its
 * grid: a factor of 1.5 through 1,000 and 1,500 is the one whose change points fall on the 1,225
 * that it reports; the width is the one that gives its quartiles.
 */
class CheckedNumbersTest {

  @Test
  void theMedianAndQuartilesAreThoseOfTheCheckedNumbers() {
    double[] found = new double[400];
    for (int number = 0; number < found.length; number++) {
      found[number] = Math.exp(logit(number));
    }
    Arrays.sort(found);
    assertThat(found[200]).isBetween(1460.0, 1540.0);
    assertThat(found[100]).isCloseTo(1418, within(40.0));
    assertThat(found[300]).isCloseTo(1573, within(40.0));
  }

  @Test
  void theIsotonicMedianAndQuartilesAreThoseOfTheCheckedNumbers() {
    double[] found = new double[400];
    for (int number = 0; number < found.length; number++) {
      SeedCurves curves = NaiveBootstrap.curves(checked(number));
      found[number] = Math.exp(IsotonicCrossing.of(curves, 0.5).orElseThrow());
    }
    Arrays.sort(found);
    assertThat(found[200]).isBetween(1450.0, 1550.0);
    assertThat(found[100]).isCloseTo(1355, within(60.0));
    assertThat(found[300]).isCloseTo(1612, within(60.0));
  }

  @Test
  void theSearchFindsTheMaximumThatNewtonsMethodFinds() {
    for (int number = 0; number < 50; number++) {
      SeedCurves curves = NaiveBootstrap.curves(checked(number));
      assertThat(new CurveFit(CurveKind.PROBABILITY, curves).best().midpoint())
          .as("group %d", number)
          .isCloseTo(NaiveBootstrap.midpoint(curves).orElseThrow(), within(1e-4));
    }
  }

  private static double logit(int number) {
    return NaiveBootstrap.midpoint(NaiveBootstrap.curves(checked(number))).orElseThrow();
  }

  private static List<SizedTrial> checked(int number) {
    Random random = new Random(number);
    List<SizedTrial> trials = new ArrayList<>();
    for (int seed = 0; seed < 10; seed++) {
      for (int power = -4; power <= 4; power++) {
        long examples = Math.round(1500 * Math.pow(1.5, power));
        double p = 1 / (1 + Math.pow(1500.0 / (double) examples, 1 / 0.15));
        boolean generalized = random.nextDouble() < p;
        trials.add(
            new SizedTrial(
                seed, examples, EndReason.COMPLETED, generalized, generalized ? 1 : 0, 4000));
      }
    }
    return trials;
  }
}
