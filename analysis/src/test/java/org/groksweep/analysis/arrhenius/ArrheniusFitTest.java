package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.junit.jupiter.api.Test;

class ArrheniusFitTest {

  /** In percent: an exact law up to the iteration's accuracy. */
  private static final double SEARCHED = 1e-6;

  private static final PlantedLaw LAW = PlantedLaw.exponential(50, PlantedLaw.NO_BUDGET);

  @Test
  void twoTemperaturesGiveTheClosedForm() {
    // With two groups the fitted means are the groups' own: b = ln(τ₁/τ₂)/(z₁ − z₂).
    List<EscapeTime> times = new ArrayList<>();
    times.addAll(constant(0.5, List.of(100L, 300L, 500L)));
    times.addAll(constant(0.25, List.of(1000L, 4000L)));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    double barrier = Math.log(2500 / 300.0) / 2;
    assertThat(fit.barrier().value().orElseThrow()).isCloseTo(barrier, withinPercentage(SEARCHED));
    assertThat(fit.prefactor().value().orElseThrow())
        .isCloseTo(300 * Math.exp(-2 * barrier), withinPercentage(SEARCHED));
    // Fisher with 3 events at z = 2 and 2 at z = 4: Σd(z−z̄)² = 3·.64 + 2·1.44 = 4.8.
    assertThat(fit.barrier().standardError().orElseThrow())
        .isCloseTo(1 / Math.sqrt(4.8), withinPercentage(SEARCHED));
    assertThat(fit.rSquared()).isEmpty();
  }

  @Test
  void theInterceptMaximizesItsClosedForm() {
    // papers.md D6.2: e^a = Σ t·e^{−bz} / Σd at the fitted b.
    List<EscapeTime> times = LAW.censoredAt(0.2).draw(new SplittableRandom(1));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    double barrier = fit.barrier().value().orElseThrow();
    double exposure =
        times.stream().mapToDouble(t -> t.steps() * Math.exp(-barrier / t.temperature())).sum();
    double events = times.stream().filter(EscapeTime::escaped).count();
    assertThat(fit.prefactor().value().orElseThrow())
        .isCloseTo(exposure / events, withinPercentage(SEARCHED));
  }

  @Test
  void theProfileIntervalEndsWhereTheLikelihoodHasFallenByTheChiSquareQuantile() {
    List<EscapeTime> times = LAW.censoredAt(0.2).draw(new SplittableRandom(2));
    Estimate barrier = ArrheniusFit.of(times, TimeUnit.STEPS, 0).barrier();
    double best = profile(times, barrier.value().orElseThrow());
    // χ²₁(0.95) = 3.8414588 (NIST, table of upper critical values: 3.841).
    assertThat(2 * (best - profile(times, barrier.lower().orElseThrow())))
        .isEqualTo(3.8414588, offset(1e-4));
    assertThat(2 * (best - profile(times, barrier.upper().orElseThrow())))
        .isEqualTo(3.8414588, offset(1e-4));
  }

  /** The log-likelihood at a slope, its intercept in closed form. */
  private static double profile(List<EscapeTime> times, double barrier) {
    double exposure =
        times.stream().mapToDouble(t -> t.steps() * Math.exp(-barrier / t.temperature())).sum();
    double events = times.stream().filter(EscapeTime::escaped).count();
    double intercept = Math.log(exposure / events);
    double sum = -events;
    for (EscapeTime time : times) {
      sum -= time.escaped() ? intercept + barrier / time.temperature() : 0;
    }
    return sum;
  }

  @Test
  void theUnitOfStepsOnlyScalesThePrefactor() {
    List<EscapeTime> times = LAW.censoredAt(0.2).draw(new SplittableRandom(3));
    ArrheniusFit steps = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    ArrheniusFit time = ArrheniusFit.of(times, TimeUnit.LEARNING_RATE_TIME, 0);
    assertClose(time.barrier(), steps.barrier(), 1);
    assertClose(time.prefactor(), steps.prefactor(), 0.2);
    assertThat(time.rSquared().orElseThrow())
        .isCloseTo(steps.rSquared().orElseThrow(), withinPercentage(SEARCHED));
  }

  @Test
  void theUnitOfTemperatureOnlyScalesTheBarrier() {
    List<EscapeTime> times = LAW.censoredAt(0.2).draw(new SplittableRandom(3));
    List<EscapeTime> hotter =
        times.stream()
            .map(
                t ->
                    new EscapeTime(
                        t.seed(),
                        1000 * t.temperature(),
                        t.learningRate(),
                        t.steps(),
                        t.budget(),
                        t.escaped()))
            .toList();
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    ArrheniusFit scaled = ArrheniusFit.of(hotter, TimeUnit.STEPS, 0);
    assertClose(scaled.barrier(), fit.barrier(), 1000);
    assertClose(scaled.prefactor(), fit.prefactor(), 1);
  }

  private static void assertClose(Estimate actual, Estimate expected, double factor) {
    assertThat(actual.value().orElseThrow())
        .isCloseTo(factor * expected.value().orElseThrow(), withinPercentage(SEARCHED));
    assertThat(actual.lower().orElseThrow())
        .isCloseTo(factor * expected.lower().orElseThrow(), withinPercentage(SEARCHED));
    assertThat(actual.upper().orElseThrow())
        .isCloseTo(factor * expected.upper().orElseThrow(), withinPercentage(SEARCHED));
  }

  @Test
  void theOrderOfTrialsDoesNotMatter() {
    List<EscapeTime> times = new ArrayList<>(LAW.censoredAt(0.2).draw(new SplittableRandom(4)));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    Collections.shuffle(times, new Random(1));
    assertThat(ArrheniusFit.of(times, TimeUnit.STEPS, 0)).isEqualTo(fit);
  }

  @Test
  void aKnownOffsetOfZeroModesIsTakenOut() {
    // Means multiplied by T^{z/2} and fitted with z give the fit of the plain ones.
    List<EscapeTime> plain = new ArrayList<>();
    List<EscapeTime> shifted = new ArrayList<>();
    for (double temperature : new double[] {0.25, 1, 4}) {
      long mean = Math.round(1_000_000 * Math.exp(1 / temperature));
      plain.addAll(constant(temperature, List.of(mean, 2 * mean)));
      long other = Math.round(mean * Math.pow(temperature, 2));
      shifted.addAll(constant(temperature, List.of(other, 2 * other)));
    }
    ArrheniusFit expected = ArrheniusFit.of(plain, TimeUnit.STEPS, 0);
    ArrheniusFit fit = ArrheniusFit.of(shifted, TimeUnit.STEPS, 4);
    // Rounded to whole steps, of which there are 1e5 and more.
    assertThat(fit.barrier().value().orElseThrow())
        .isCloseTo(expected.barrier().value().orElseThrow(), withinPercentage(1e-3));
    assertThat(fit.rSquared().orElseThrow()).isEqualTo(1, offset(1e-8));
    double naive = ArrheniusFit.of(shifted, TimeUnit.STEPS, 0).barrier().value().orElseThrow();
    assertThat(naive).isLessThan(0.5 * fit.barrier().value().orElseThrow());
  }

  @Test
  void thePublishedFractionSweepRisesWithTheInverseFraction() {
    // papers.md E.2: epochs to test loss < 0.1 by training fraction; least squares on their
    // logarithms gives ln t = 3.97 + 1.535/fraction, and 1/fraction takes the place of 1/T.
    List<EscapeTime> times =
        List.of(
            new EscapeTime(1, 0.5, 0.001, 956, 50_000, true),
            new EscapeTime(2, 0.4, 0.001, 3109, 50_000, true),
            new EscapeTime(3, 0.3, 0.001, 7930, 50_000, true),
            new EscapeTime(4, 0.28, 0.001, 15_037, 50_000, true),
            new EscapeTime(5, 0.25, 0.001, 21_848, 50_000, true));
    Estimate slope = ArrheniusFit.of(times, TimeUnit.STEPS, 0).barrier();
    // Its scatter is a tenth of an exponential's, so both weightings agree to a few percent, and
    // the
    // interval, made for exponential times, is far wider than the points need.
    assertThat(slope.value().orElseThrow()).isCloseTo(1.535, withinPercentage(5));
    assertThat(slope.lower().orElseThrow()).isLessThan(0.5);
    assertThat(slope.upper().orElseThrow()).isGreaterThan(2.5);
  }

  @Test
  void nothingEscapedIsAllCensoredWithLowerBoundsOfTheMeans() {
    ArrheniusFit fit = ArrheniusFit.of(waited(), TimeUnit.STEPS, 0);
    assertThat(fit.barrier().status()).isEqualTo(FitStatus.ALL_CENSORED);
    assertThat(fit.barrier().value()).isEmpty();
    assertThat(fit.barrier().trials()).isEqualTo(6);
    assertThat(fit.barrier().censored()).isEqualTo(6);
    assertThat(fit.barrier().budget()).hasValue(1000);
    assertThat(fit.groups().get(0).meanTime().lower()).isPresent();
    assertThat(GoodnessOfFit.of(fit, waited(), GoodnessOfFit.Bootstrap.DEFAULT)).isEmpty();
  }

  @Test
  void escapesAtOneTemperatureAreTooFewPoints() {
    List<EscapeTime> times = new ArrayList<>(waited());
    times.addAll(constant(1, List.of(10L, 20L)));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    assertThat(fit.barrier().status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
    assertThat(fit.prefactor().value()).isEmpty();
    assertThat(fit.logMeanTime(1)).isEmpty();
  }

  @Test
  void noTrialsAreTooFewPoints() {
    assertThat(ArrheniusFit.of(List.of(), TimeUnit.STEPS, 0).barrier().status())
        .isEqualTo(FitStatus.TOO_FEW_POINTS);
  }

  @Test
  void oneEventAtEachOfTwoTemperaturesIsEnough() {
    List<EscapeTime> times = new ArrayList<>(waited());
    times.addAll(constant(0.5, List.of(10L)));
    times.addAll(constant(0.25, List.of(70L)));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    assertThat(fit.barrier().status()).isEqualTo(FitStatus.OK);
    assertThat(fit.barrier().lower().orElseThrow()).isNegative();
    assertThat(fit.barrier().upper().orElseThrow()).isPositive();
  }

  @Test
  void anEscapeBeyondItsBudgetIsRefused() {
    assertThatThrownBy(() -> new EscapeTime(0, 1, 0.1, 11, 10, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps: 11 must be in [1, budget], with budget 10");
  }

  @Test
  void aTemperatureBelowZeroIsRefused() {
    assertThatThrownBy(() -> new EscapeTime(0, -1, 0.1, 1, 10, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature: -1.0 must be finite and at least 0");
  }

  @Test
  void aTemperatureOfZeroHasNoArrheniusLaw() {
    List<EscapeTime> still = List.of(new EscapeTime(0, 0, 0.1, 1, 10, true));
    assertThatThrownBy(() -> ArrheniusFit.of(still, TimeUnit.STEPS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature: 0 has no place on an axis of 1/temperature");
  }

  @Test
  void temperaturesByTheTwoDefinitionsDifferByHalfTheVariance() {
    double langevin = TemperatureDefinition.LANGEVIN.of(0.2, 2.7, 18);
    double ratio = TemperatureDefinition.LEARNING_RATE_OVER_BATCH_SIZE.of(0.2, 2.7, 18);
    assertThat(langevin).isEqualTo(0.015, offset(1e-15));
    assertThat(ratio).isEqualTo(0.2 / 18, offset(1e-15));
  }

  private static List<EscapeTime> constant(double temperature, List<Long> steps) {
    List<EscapeTime> times = new ArrayList<>();
    for (long s : steps) {
      times.add(
          new EscapeTime(
              seed(temperature, times.size()), temperature, 0.1, s, PlantedLaw.NO_BUDGET, true));
    }
    return times;
  }

  /** One that no other trial of a test has. */
  private static long seed(double temperature, int trial) {
    return Math.round(1000 * temperature) + trial;
  }

  private static List<EscapeTime> waited() {
    List<EscapeTime> times = new ArrayList<>();
    for (double temperature : new double[] {0.25, 0.5, 1}) {
      times.add(new EscapeTime(seed(temperature, 100), temperature, 0.1, 1000, 1000, false));
      times.add(new EscapeTime(seed(temperature, 101), temperature, 0.1, 900, 900, false));
    }
    return times;
  }
}
