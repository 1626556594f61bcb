package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Test;

/** Against StrictMath, which is fdlibm and within 1 unit in the last place itself. */
class ElementaryTest {

  private static final int DRAWS = 200_000;
  private static final RandomStream RANDOM = new RandomStream(SeedStreams.of(20), Stream.NOISE);

  @Test
  void expIsWithinTwoUnitsInTheLastPlace() {
    assertThat(worst(Elementary::exp, StrictMath::exp, 1)).isLessThanOrEqualTo(2);
    assertThat(worst(Elementary::exp, StrictMath::exp, 30)).isLessThanOrEqualTo(2);
    assertThat(worst(Elementary::exp, StrictMath::exp, 700)).isLessThanOrEqualTo(2);
  }

  @Test
  void tanhIsWithinFourUnitsInTheLastPlace() {
    assertThat(worst(Elementary::tanh, StrictMath::tanh, 1e-3)).isLessThanOrEqualTo(4);
    assertThat(worst(Elementary::tanh, StrictMath::tanh, 1)).isLessThanOrEqualTo(4);
    assertThat(worst(Elementary::tanh, StrictMath::tanh, 25)).isLessThanOrEqualTo(4);
  }

  @Test
  void expKnowsItsEnds() {
    assertThat(Elementary.exp(0)).isEqualTo(1);
    assertThat(Elementary.exp(-1000)).isZero();
    assertThat(Elementary.exp(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Elementary.exp(1000)).isInfinite();
    assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    // The least double and its neighbours keep their few bits.
    assertThat(Elementary.exp(-744)).isEqualTo(StrictMath.exp(-744));
  }

  @Test
  void tanhKnowsItsEnds() {
    assertThat(Elementary.tanh(0.0)).isEqualTo(0.0);
    assertThat(1 / Elementary.tanh(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.tanh(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(Elementary.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(Elementary.tanh(Double.NaN)).isNaN();
    assertThat(Elementary.tanh(1e-300)).isEqualTo(1e-300);
  }

  /** The largest difference in units of the last place over ±range. */
  private static double worst(
      DoubleUnaryOperator ours, DoubleUnaryOperator reference, double range) {
    double worst = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = range * (2 * RANDOM.uniform(1, i) - 1);
      double right = reference.applyAsDouble(x);
      worst = Math.max(worst, Math.abs(ours.applyAsDouble(x) - right) / Math.ulp(right));
    }
    return worst;
  }
}
