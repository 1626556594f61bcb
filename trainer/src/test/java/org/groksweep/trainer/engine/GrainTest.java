package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrainTest {

  private static final int DRAWS = 10_000;

  /** 2^25 grains and more: 2^-52 in float32 and 2^-894 in float64. */
  @Test
  void numbersOfOrdinarySizeKeepTheirBits() {
    SplittableRandom draws = new SplittableRandom(1);
    for (int i = 0; i < DRAWS; i++) {
      float single = Math.scalb((float) draws.nextDouble(-1, 1), draws.nextInt(-20, 100));
      assertThat(Grain.rounded(single)).isEqualTo(single);
      assertThat(Grain.roundedSquare(single)).isEqualTo(single);
      double value = Math.scalb(draws.nextDouble(-1, 1), draws.nextInt(-800, 1000));
      assertThat(Grain.rounded(value)).isEqualTo(value);
      assertThat(Grain.roundedSquare(value)).isEqualTo(value);
    }
  }

  /** To nearest, so at most half of the step away; of a smaller grain they would not be whole. */
  @Test
  void smallOnesBecomeMultiplesOfTheStep() {
    SplittableRandom draws = new SplittableRandom(2);
    for (int i = 0; i < DRAWS; i++) {
      double value = Math.scalb(draws.nextDouble(-1, 1), draws.nextInt(-1070, -960));
      checkMultiple(value, Grain.rounded(value), -1000);
      float single = Math.scalb((float) draws.nextDouble(-1, 1), draws.nextInt(-148, -90));
      checkMultiple(single, Grain.rounded(single), -100);
      float square = Math.scalb((float) draws.nextDouble(), draws.nextInt(-148, -110));
      checkMultiple(square, Grain.roundedSquare(square), -123);
    }
  }

  private static void checkMultiple(double value, double rounded, int step) {
    double steps = Math.scalb(rounded, -step);
    assertThat(steps).isEqualTo(Math.rint(steps));
    assertThat(Math.scalb(Math.abs(rounded - value), -step)).isLessThanOrEqualTo(0.5);
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    assertThat(Grain.rounded(Float.NaN)).isNaN();
    assertThat(Grain.rounded(Float.NEGATIVE_INFINITY)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Grain.rounded(Double.NaN)).isNaN();
    assertThat(Grain.rounded(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
