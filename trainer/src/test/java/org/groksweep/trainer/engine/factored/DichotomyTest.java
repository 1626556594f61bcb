package org.groksweep.trainer.engine.factored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.SeparableClassification.Kind;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The transition from the early to the late bias at λη·t = ln α + an offset (Lyu et al., 2023,
 * theorems 3.4 to 3.10), in trials that were calibrated with independent code.
 */
@Tag("slow")
class DichotomyTest {

  // Asked: 3 % of a slope of 1, or of a shift.
  private static final double SLOPE_TOLERANCE = 0.03;

  private record Seen(double scaledTime, Measurement measured) {}

  /** Matrix completion, d = 32, 205 of 1,024 entries observed: slope 1.00 and t ∝ 1/λ. */
  @Test
  void aMatrixIsCompletedAtATimeOfLogAlphaOverLambda() throws Exception {
    double atThree = halfTime(3, 1e-3, 0.05);
    double atTen = halfTime(10, 1e-3, 0.05);
    double atThirty = halfTime(30, 1e-3, 0.05 / 9);
    double ofWeakerDecay = halfTime(10, 3e-4, 0.05);
    double ofSmallerSteps = halfTime(10, 1e-3, 0.02);
    System.out.printf(
        "matrix completion: %.3f %.3f %.3f; lambda 3e-4: %.3f; rate .02: %.3f%n",
        atThree, atTen, atThirty, ofWeakerDecay, ofSmallerSteps);

    assertThat((atTen - atThree) / Math.log(10 / 3.0)).isCloseTo(1, within(SLOPE_TOLERANCE));
    assertThat((atThirty - atTen) / Math.log(3)).isCloseTo(1, within(SLOPE_TOLERANCE));
    // Times are in units of 1/(λη): what is left of λ in them is its exponent plus one.
    assertThat(Math.log(ofWeakerDecay / atTen) / Math.log(3e-4 / 1e-3))
        .isCloseTo(0, within(SLOPE_TOLERANCE));
    assertThat(ofSmallerSteps / atTen).isCloseTo(1, within(0.005));
    // Of five masks the calibration saw 2.71 to 2.84.
    assertThat(atTen).isBetween(2.6, 2.95);
  }

  /** λη·t at which the test loss has halved from its plateau, which it has at λη·t = 0.05. */
  private static double halfTime(double alpha, double lambda, double rate) throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new MatrixCompletion(32),
            new MatrixFactorization(alpha, 0),
            Loss.MEAN_SQUARED_ERROR,
            205,
            rate,
            lambda);
    List<Seen> curve = curve(spec, 5, seen -> seen.measured.testLoss().orElseThrow() < 0.02);
    double plateau =
        curve.stream()
            .filter(seen -> seen.scaledTime >= 0.05)
            .findFirst()
            .orElseThrow()
            .measured
            .testLoss()
            .orElseThrow();
    assertThat(plateau).isBetween(0.07, 0.09);
    return first(curve, seen -> seen.measured.testLoss().orElseThrow() < plateau / 2);
  }

  /**
   * Sparse signs, d = 4,000, n = 96, k = 3: three times the scale is later by ln 3. Of the data
   * seeds 0 to 7, seven pass 0.9 at 3.2 to 4.0; 2 finds two coordinates of the three and ends at
   * 0.893.
   */
  @Test
  void aSparseRuleIsFoundLaterByTheLogarithmOfTheScale() throws Exception {
    List<Seen> one = sparse(1);
    List<Seen> three = sparse(3);
    for (double accuracy : new double[] {0.75, 0.9}) {
      double shift = whenTestPasses(three, accuracy) - whenTestPasses(one, accuracy);
      System.out.printf(
          "sparse signs: test %.2f at %.3f and %.3f, shift %.4f%n",
          accuracy, whenTestPasses(one, accuracy), whenTestPasses(three, accuracy), shift);
      assertThat(shift / Math.log(3)).isCloseTo(1, within(SLOPE_TOLERANCE));
    }
    for (List<Seen> curve : List.of(one, three)) {
      assertThat(curve.get(1).measured.trainAccuracy()).hasValue(1);
      assertThat(curve.get(1).measured.testAccuracy().orElseThrow()).isLessThan(0.62);
      assertThat(curve.get(curve.size() - 1).measured.testAccuracy().orElseThrow())
          .isGreaterThan(0.97);
    }
  }

  private static List<Seen> sparse(double alpha) throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new SeparableClassification(Kind.SPARSE, 4000, 96, 2000, 3, 1, 0),
            new DiagonalLinear(alpha, 0),
            Loss.CROSS_ENTROPY,
            96,
            0.05 / (alpha * alpha),
            1e-2);
    return curve(spec, 6, seen -> false);
  }

  private static double whenTestPasses(List<Seen> curve, double accuracy) {
    return first(curve, seen -> seen.measured.testAccuracy().orElseThrow() >= accuracy);
  }

  /** A large margin, d = 10,000, n = 16, γ = 25: what was known is lost again. */
  @Test
  void aDenseRuleIsLostAgain() throws Exception {
    TrialSpec spec =
        FactoredTrials.spec(
            new SeparableClassification(Kind.LARGE_MARGIN, 10_000, 16, 1000, 1, 25, 3),
            new DiagonalLinear(0.3, 0),
            Loss.CROSS_ENTROPY,
            16,
            0.02,
            1e-2);
    List<Seen> curve = curve(spec, 9, seen -> false);
    double early =
        curve.stream()
            .filter(seen -> seen.scaledTime > 1 && seen.scaledTime < 2.5)
            .mapToDouble(seen -> seen.measured.testAccuracy().orElseThrow())
            .min()
            .orElseThrow();
    double lost =
        first(
            curve, seen -> seen.scaledTime > 1 && seen.measured.testAccuracy().orElseThrow() < 0.9);
    double last = curve.get(curve.size() - 1).measured.testAccuracy().orElseThrow();
    System.out.printf("large margin: %.4f early, below .9 at %.2f, %.3f last%n", early, lost, last);
    assertThat(early).isGreaterThanOrEqualTo(0.99);
    assertThat(lost).isBetween(4.3, 5.3);
    assertThat(last).isLessThan(0.83);
  }

  /** Rows at step 0, 1 and then 2 % apart and no more than 0.02 of scaled time. */
  private static List<Seen> curve(TrialSpec spec, double until, Predicate<Seen> enough)
      throws Exception {
    double perStep = spec.phases().get(0).learningRate() * spec.phases().get(0).l2();
    List<Seen> curve = new ArrayList<>();
    try (Learner learner = FactoredTrials.learner(spec)) {
      long last = (long) Math.ceil(until / perStep);
      long next = 0;
      for (long step = 0; step <= last; step++) {
        if (step == next || step == last) {
          Seen seen = new Seen(step * perStep, learner.measure());
          curve.add(seen);
          if (seen.scaledTime > 0.1 && enough.test(seen)) {
            break;
          }
          long apart = Math.max(1, (long) Math.min(0.02 * step, 0.02 / perStep));
          next = step + apart;
        }
        learner.step();
      }
    }
    return curve;
  }

  /** Scaled time of the first row that crossed. */
  private static double first(List<Seen> curve, Predicate<Seen> crossed) {
    for (Seen seen : curve) {
      if (crossed.test(seen)) {
        return seen.scaledTime;
      }
    }
    throw new AssertionError("never crossed until " + curve.get(curve.size() - 1).scaledTime);
  }
}
