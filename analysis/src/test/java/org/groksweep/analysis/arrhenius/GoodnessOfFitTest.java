package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoodnessOfFitTest {

  private static final GoodnessOfFit.Bootstrap FEW = new GoodnessOfFit.Bootstrap(99, 7);

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1.5})
  void thePlantedShapeIsCoveredNineteenTimesInTwenty(double shape) {
    PlantedLaw law =
        new PlantedLaw(
            PlantedLaw.INTERCEPT, PlantedLaw.ORACLE_BARRIER, shape, 20, PlantedLaw.NO_BUDGET);
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    for (int fit = 0; fit < 300; fit++) {
      Estimate estimate = shapeOf(law.draw(random)).shape();
      covered += covers(estimate, shape) ? 1 : 0;
    }
    // 300 trials of .95 have a standard deviation of .0126; .91 to .99 is three of them.
    assertThat(covered / 300.0).isBetween(0.91, 0.99);
  }

  @Test
  void theShapeTestRejectsOneInTwentyExponentials() {
    PlantedLaw law = PlantedLaw.exponential(20, PlantedLaw.NO_BUDGET).censoredAt(0.17);
    SplittableRandom random = new SplittableRandom(12);
    int rejected = 0;
    for (int fit = 0; fit < 300; fit++) {
      rejected += shapeOf(law.draw(random)).pValue().orElseThrow() < 0.05 ? 1 : 0;
    }
    assertThat(rejected / 300.0).isBetween(0.01, 0.09);
  }

  @Test
  void anIncubationShowsInShapeAndResidualsAndCanBeDropped() {
    // Every escape waits 50,000 steps first, half of the fastest mean.
    List<EscapeTime> times = new ArrayList<>();
    for (EscapeTime time :
        PlantedLaw.exponential(200, PlantedLaw.NO_BUDGET / 2).draw(new SplittableRandom(13))) {
      times.add(
          new EscapeTime(
              time.seed(),
              time.temperature(),
              time.learningRate(),
              time.steps() + 50_000,
              PlantedLaw.NO_BUDGET,
              true));
    }
    GoodnessOfFit late = judged(times);
    assertThat(late.weibull().shape().lower().orElseThrow()).isGreaterThan(1);
    assertThat(late.weibull().pValue().orElseThrow()).isLessThan(0.01);
    assertThat(late.coxSnell().orElseThrow().pValue()).isLessThan(0.05);
    List<EscapeTime> dropped = Incubation.dropped(times, 50_000);
    assertThat(covers(judged(dropped).weibull().shape(), 1)).isTrue();
    assertThat(
            covers(
                ArrheniusFit.of(dropped, TimeUnit.STEPS, 0).barrier(), PlantedLaw.ORACLE_BARRIER))
        .isTrue();
  }

  @Test
  void anExponentialLawPassesEveryTest() {
    GoodnessOfFit good =
        judged(
            PlantedLaw.exponential(100, PlantedLaw.NO_BUDGET)
                .censoredAt(0.17)
                .draw(new SplittableRandom(15)));
    assertThat(covers(good.weibull().shape(), 1)).isTrue();
    assertThat(good.coxSnell().orElseThrow().pValue()).isGreaterThan(0.05);
    assertThat(covers(good.curvature(), 0)).isTrue();
    assertThat(good.curvaturePValue().orElseThrow()).isGreaterThan(0.05);
    assertThat(good.aicAdvantage().orElseThrow()).isGreaterThan(4);
  }

  @Test
  void thePValueOfTheResidualsIsUniformUnderTheLaw() {
    PlantedLaw law = PlantedLaw.exponential(10, PlantedLaw.NO_BUDGET).censoredAt(0.33);
    SplittableRandom random = new SplittableRandom(15);
    int below = 0;
    for (int fit = 0; fit < 100; fit++) {
      List<EscapeTime> times = law.draw(random);
      ArrheniusFit fitted = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
      below += CoxSnell.of(fitted, times, 39, fit).pValue() <= 0.25 ? 1 : 0;
    }
    // 100 trials of 1/4 have a standard deviation of 4.3; three of them.
    assertThat(below).isBetween(12, 38);
  }

  @Test
  void theTestsRejectOneInTwentyLawsWhereTemperaturesShareSeeds() {
    PlantedLaw law = PlantedLaw.exponential(50, PlantedLaw.NO_BUDGET).censoredAt(0.17);
    SplittableRandom random = new SplittableRandom(19);
    int shapes = 0;
    int curvatures = 0;
    int residuals = 0;
    for (int fit = 0; fit < 300; fit++) {
      List<EscapeTime> times = law.drawPaired(random, 0.7);
      ArrheniusFit fitted = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
      GoodnessOfFit good =
          GoodnessOfFit.of(fitted, times, new GoodnessOfFit.Bootstrap(39, fit)).orElseThrow();
      shapes += good.weibull().pValue().orElseThrow() < 0.05 ? 1 : 0;
      curvatures += good.curvaturePValue().orElseThrow() < 0.05 ? 1 : 0;
      residuals += good.coxSnell().orElseThrow().pValue() <= 0.05 ? 1 : 0;
    }
    // 300 trials of .05 have a standard deviation of 3.8 around 15; three of them.
    assertThat(List.of(shapes, curvatures, residuals))
        .allSatisfy(n -> assertThat(n).isBetween(4, 27));
  }

  @Test
  void aPowerLawIsToldFromTheArrheniusLaw() {
    List<EscapeTime> times = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(16);
    for (int batchSize : PlantedLaw.BATCH_SIZES) {
      double temperature = PlantedLaw.temperature(batchSize);
      double mean = 1e5 * Math.pow(temperature / 0.015, -3.4);
      for (int seed = 0; seed < 100; seed++) {
        long steps = (long) Math.ceil(-mean * Math.log(1 - random.nextDouble()));
        times.add(
            new EscapeTime(times.size(), temperature, 0.2, steps, PlantedLaw.NO_BUDGET, true));
      }
    }
    GoodnessOfFit powerLaw = judged(times);
    assertThat(powerLaw.aicAdvantage().orElseThrow()).isLessThan(-4);
    // Over 1/T a power law bends down.
    assertThat(powerLaw.curvature().upper().orElseThrow()).isNegative();
    assertThat(powerLaw.curvaturePValue().orElseThrow()).isLessThan(0.01);
  }

  @Test
  void twoTemperaturesHaveNoCurvature() {
    List<EscapeTime> times =
        PlantedLaw.exponential(20, PlantedLaw.NO_BUDGET).draw(new SplittableRandom(17)).stream()
            .filter(time -> time.temperature() > 0.008)
            .toList();
    GoodnessOfFit fit = judged(times);
    assertThat(fit.curvature().status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
    assertThat(fit.curvaturePValue()).isEmpty();
  }

  @Test
  void oneEventPerTemperatureHasNoShape() {
    List<EscapeTime> times =
        List.of(new EscapeTime(0, 1, 0.1, 10, 99, true), new EscapeTime(1, 2, 0.1, 5, 99, true));
    assertThat(shapeOf(times).shape().status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
  }

  @Test
  void theSameSeedGivesTheSamePValue() {
    List<EscapeTime> times =
        PlantedLaw.exponential(10, PlantedLaw.NO_BUDGET).draw(new SplittableRandom(18));
    assertThat(judged(times)).isEqualTo(judged(times));
  }

  @Test
  void theIncubationIsTwoRelaxationTimes() {
    assertThat(Incubation.steps(0.35, 0.2)).isEqualTo(29);
  }

  @Test
  void aBootstrapNeedsAResample() {
    assertThatThrownBy(() -> new GoodnessOfFit.Bootstrap(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("resamples: 0 must be at least 1");
  }

  private static GoodnessOfFit judged(List<EscapeTime> times) {
    return GoodnessOfFit.of(ArrheniusFit.of(times, TimeUnit.STEPS, 0), times, FEW).orElseThrow();
  }

  private static WeibullShape shapeOf(List<EscapeTime> times) {
    return WeibullShape.of(new Residuals(ArrheniusFit.of(times, TimeUnit.STEPS, 0), times));
  }

  private static boolean covers(Estimate estimate, double truth) {
    return estimate.lower().orElseThrow() <= truth && truth <= estimate.upper().orElseThrow();
  }
}
