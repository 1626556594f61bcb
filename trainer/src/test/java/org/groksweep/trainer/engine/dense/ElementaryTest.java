package org.groksweep.trainer.engine.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.groksweep.trainer.engine.Elementary;
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
    assertThat(worst(ElementaryTest::tanh, StrictMath::tanh, 1e-3)).isLessThanOrEqualTo(4);
    assertThat(worst(ElementaryTest::tanh, StrictMath::tanh, 1)).isLessThanOrEqualTo(4);
    assertThat(worst(ElementaryTest::tanh, StrictMath::tanh, 25)).isLessThanOrEqualTo(4);
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
    assertThat(tanh(0.0)).isEqualTo(0.0);
    assertThat(1 / tanh(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(tanh(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(tanh(Double.NaN)).isNaN();
    assertThat(tanh(1e-300)).isEqualTo(1e-300);
  }

  @Test
  void loopsGiveTheBitsOfTheFunctions() {
    for (double range : new double[] {1e-3, 1, 30, 800}) {
      double[] x = new double[1001];
      for (int i = 0; i < x.length; i++) {
        x[i] = range * (2 * RANDOM.uniform(2, i) - 1);
      }
      x[7] = Double.NaN;
      x[8] = Double.NEGATIVE_INFINITY;
      x[9] = -0.0;
      double[] exponentials = x.clone();
      Elementary.exp(exponentials, new double[x.length], x.length);
      double[] tangents = x.clone();
      Elementary.tanh(tangents, new double[x.length], new double[x.length], x.length);
      double[] normal = x.clone();
      Elementary.expWithinNormal(normal, new double[x.length], x.length);
      for (int i = 0; i < x.length; i++) {
        double bounded = Math.max(-Elementary.MOST_NORMAL, Math.min(x[i], Elementary.MOST_NORMAL));
        assertThat(normal[i]).isEqualTo(Double.valueOf(Elementary.exp(bounded)));
        // As objects, which a NaN equals and -0 does not equal 0.
        assertThat(exponentials[i]).isEqualTo(Double.valueOf(Elementary.exp(x[i])));
        assertThat(tangents[i]).isEqualTo(Double.valueOf(tanh(x[i])));
      }
    }
  }

  /** A float has 6e-8 between neighbours, so the rounded result is one of the two around it. */
  @Test
  void theRoughTanhIsAsGoodAsAFloat() {
    DoubleUnaryOperator rough =
        x -> {
          double[] value = {x};
          Elementary.roughTanh(value, 1);
          return value[0];
        };
    for (double range : new double[] {1e-3, 1, 9, 30}) {
      assertThat(worstRelative(rough, StrictMath::tanh, range)).isLessThan(3e-8);
    }
    assertThat((float) rough.applyAsDouble(9.1)).isEqualTo(1);
    assertThat(rough.applyAsDouble(Double.POSITIVE_INFINITY)).isLessThanOrEqualTo(1);
    assertThat(1 / rough.applyAsDouble(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(rough.applyAsDouble(Double.NaN)).isNaN();
  }

  @Test
  void theRoughTailIsAsGoodAsAFloatWhileItMatters() {
    DoubleUnaryOperator rough =
        x -> {
          double[] tail = new double[1];
          Elementary.roughTail(
              new double[] {x}, new double[] {StrictMath.exp(-x * x / 2)}, tail, 1);
          return tail[0];
        };
    DoubleUnaryOperator right = x -> 0.5 * ErrorFunction.erfc(Math.abs(x) * Math.sqrt(0.5));
    assertThat(worstRelative(rough, right, 3)).isLessThan(2e-14);
    assertThat(worstRelative(rough, right, 7)).isLessThan(3e-9);
    assertThat(worstRelative(rough, right, 37)).isLessThan(4e-6);
    assertThat(rough.applyAsDouble(Double.POSITIVE_INFINITY)).isZero();
  }

  private static double worstRelative(
      DoubleUnaryOperator ours, DoubleUnaryOperator reference, double range) {
    double worst = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = range * (2 * RANDOM.uniform(3, i) - 1);
      worst = Math.max(worst, Math.abs(ours.applyAsDouble(x) / reference.applyAsDouble(x) - 1));
    }
    return worst;
  }

  private static double tanh(double x) {
    double[] value = {x};
    Elementary.tanh(value, new double[1], new double[1], 1);
    return value[0];
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
