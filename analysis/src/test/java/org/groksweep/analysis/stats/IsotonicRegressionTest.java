package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsotonicRegressionTest {

  @Test
  void violatorsArePooledToTheirWeightedMean() {
    double[] fit =
        IsotonicRegression.increasing(new double[] {1, 3, 2, 4}, new double[] {1, 1, 3, 1});
    assertThat(fit).containsExactly(1, 2.25, 2.25, 4);
  }

  @Test
  void aDecreasingSequenceBecomesItsMeanAndAnIncreasingOneStays() {
    assertThat(IsotonicRegression.increasing(new double[] {3, 2, 1}, new double[] {1, 1, 1}))
        .containsExactly(2, 2, 2);
    assertThat(IsotonicRegression.increasing(new double[] {1, 2, 3}, new double[] {5, 1, 1}))
        .containsExactly(1, 2, 3);
    assertThat(IsotonicRegression.increasing(new double[] {7}, new double[] {2}))
        .containsExactly(7);
  }

  /** Barlow, Bartholomew, Bremner, Brunk 1972: mᵢ = max over a ≤ i of min over b ≥ i of mean. */
  @Test
  void theFitIsTheMaxMinOfMeans() {
    SplittableRandom random = new SplittableRandom(7);
    for (int repeat = 0; repeat < 200; repeat++) {
      double[] y = random.doubles(9).toArray();
      double[] w = random.doubles(9, 0.5, 2).toArray();
      double[] fit = IsotonicRegression.increasing(y, w);
      for (int i = 0; i < 9; i++) {
        assertThat(fit[i])
            .as("seed 7, repeat %d", repeat)
            .isCloseTo(maxMin(y, w, i), within(1e-12));
      }
    }
  }

  @Test
  void aNaNAndAWeightOfZeroAreRefused() {
    assertThatThrownBy(
            () -> IsotonicRegression.increasing(new double[] {Double.NaN}, new double[] {1}))
        .hasMessage("value: NaN must be finite");
    assertThatThrownBy(() -> IsotonicRegression.increasing(new double[] {1}, new double[] {0}))
        .hasMessage("weight: 0.0 must be above 0");
    assertThatThrownBy(() -> IsotonicRegression.increasing(new double[] {1}, new double[] {}))
        .hasMessage("weights: 0 must be as many as values, 1");
  }

  private static double maxMin(double[] y, double[] w, int i) {
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a <= i; a++) {
      double least = Double.POSITIVE_INFINITY;
      for (int b = i; b < y.length; b++) {
        double sum = 0;
        double weight = 0;
        for (int j = a; j <= b; j++) {
          sum += w[j] * y[j];
          weight += w[j];
        }
        least = Math.min(least, sum / weight);
      }
      best = Math.max(best, least);
    }
    return best;
  }
}
