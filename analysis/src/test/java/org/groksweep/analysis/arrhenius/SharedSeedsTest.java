package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SharedSeedsTest {

  private static final double EXACT = 1e-12;
  private static final ToDoubleFunction<EscapeTime> STEPS = EscapeTime::steps;

  @Test
  void theFactorOfADifferenceIsOneLessTheCorrelation() {
    // Ten seeds: 1 to 10 at one temperature, the same with 9 and 10 exchanged at the other. Their
    // deviations' squares sum to 82.5 and the products to 81.5.
    List<Long> steps = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    List<EscapeTime> times = column(1, 0, steps);
    times.addAll(column(2, 0, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 10L, 9L)));
    SharedSeeds seeds = new SharedSeeds(times);
    double correlation = 81.5 / 82.5;
    assertThat(seeds.count()).isEqualTo(10);
    assertThat(seeds.factor(STEPS, t -> t == 1 ? 1 : -1).variance())
        .isEqualTo(1 - correlation, offset(EXACT));
    assertThat(seeds.factor(STEPS, t -> 1).variance()).isEqualTo(1 + correlation, offset(EXACT));
    // ν = (qᵀq)²/(2·q₁²q₂²/n) = 4/(2/10).
    assertThat(seeds.factor(STEPS, t -> 1).degreesOfFreedom().orElseThrow())
        .isEqualTo(20, offset(EXACT));
  }

  @Test
  void aColumnCountsByItsEvents() {
    // Five of ten escaped at the second temperature, so q = (√10, −√5).
    List<EscapeTime> times = column(1, 0, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
    for (long seed = 0; seed < 10; seed++) {
      times.add(new EscapeTime(seed, 2, 0.1, seed + 1, seed + 1, seed < 5));
    }
    assertThat(new SharedSeeds(times).factor(STEPS, t -> t == 1 ? 1 : -1).variance())
        .isEqualTo((15 - 2 * Math.sqrt(50)) / 15, offset(EXACT));
  }

  @Test
  void seedsOfTheirOwnLeaveFishersVariance() {
    List<EscapeTime> times = column(1, 0, List.of(1L, 2L, 3L));
    times.addAll(column(2, 100, List.of(1L, 2L, 3L)));
    SharedSeeds seeds = new SharedSeeds(times);
    assertThat(seeds.count()).isZero();
    assertThat(seeds.factor(STEPS, t -> t)).isEqualTo(VarianceFactor.INDEPENDENT);
  }

  @Test
  void ofPartlySharedSeedsOnlyTheSharedOnesCorrelate() {
    // Twenty seeds a temperature, of which ten are shared and have equal times: half of the sum of
    // squares of a column is common, so R = 1/2 and κ = (2 + 2/2)/2.
    List<EscapeTime> shared = column(1, 0, List.of(1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L));
    shared.addAll(column(2, 0, List.of(1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L)));
    shared.addAll(column(1, 100, List.of(1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L)));
    shared.addAll(column(2, 200, List.of(1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L, 1L, 3L)));
    VarianceFactor factor = new SharedSeeds(shared).factor(STEPS, t -> 1);
    assertThat(factor.variance()).isEqualTo(1.5, offset(EXACT));
    // Ten of twenty shared: an entry's variance is 10/(20·20), ν = 4/(2·0.025).
    assertThat(factor.degreesOfFreedom().orElseThrow()).isEqualTo(80, offset(1e-9));
  }

  @Test
  void fewerThanTenSeedsMayOnlyWiden() {
    List<EscapeTime> times = column(1, 0, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
    times.addAll(column(2, 0, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 9L, 8L)));
    SharedSeeds seeds = new SharedSeeds(times);
    assertThat(seeds.factor(STEPS, t -> t == 1 ? 1 : -1).variance()).isEqualTo(1);
    assertThat(seeds.factor(STEPS, t -> 1).variance()).isGreaterThan(1.9);
  }

  @Test
  void severalTrialsOfASeedAtOneTemperatureAreColumnsOfTheirOwn() {
    // Two learning rates at one temperature, with the same times.
    List<EscapeTime> times = column(1, 0, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
    for (long seed = 0; seed < 10; seed++) {
      times.add(new EscapeTime(seed, 1, 0.2, seed + 1, 100, true));
    }
    SharedSeeds seeds = new SharedSeeds(times);
    assertThat(seeds.columns()).isEqualTo(2);
    assertThat(seeds.factor(STEPS, t -> 1).variance()).isEqualTo(2, offset(EXACT));
  }

  @Test
  void theIntervalOfAnEstimatedFactorIsStudents() {
    List<EscapeTime> times = column(1, 0, List.of(1L, 2L, 3L, 4L, 5L));
    times.addAll(column(2, 0, List.of(1L, 2L, 3L, 4L, 5L)));
    VarianceFactor factor = new SharedSeeds(times).factor(STEPS, t -> 1);
    // ν = 2·5 = 10; t₁₀(0.975) = 2.228 (NIST's table), κ = 2.
    assertThat(factor.drop()).isEqualTo(2 * 2.228 * 2.228 / 2, offset(2e-3));
    assertThat(factor.pValue(2 * 2.228 * 2.228)).isEqualTo(0.05, offset(1e-4));
    assertThat(VarianceFactor.INDEPENDENT.drop()).isEqualTo(3.8414588 / 2, offset(1e-6));
    assertThat(VarianceFactor.INDEPENDENT.pValue(3.8414588)).isEqualTo(0.05, offset(1e-7));
  }

  @Test
  void drawsAreAsCorrelatedAsTheTrialsAndExponentialAtEachTemperature() {
    PlantedLaw law = PlantedLaw.exponential(400, PlantedLaw.NO_BUDGET);
    List<EscapeTime> times = law.drawPaired(new SplittableRandom(21), 0.6);
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    PairedDraws draws =
        new PairedDraws(
            new SharedSeeds(times), TimeUnit.STEPS, t -> fit.logMeanTime(t).orElseThrow());
    List<EscapeTime> drawn = draws.draw(new SplittableRandom(22));
    assertThat(drawn).hasSameSizeAs(times);
    ArrheniusFit again = ArrheniusFit.of(drawn, TimeUnit.STEPS, 0);
    // From 400 seeds a variance factor is known to √(2/(1.4·400)) = 6 %; three of it, twice.
    assertThat(again.varianceFactor().orElseThrow() / fit.varianceFactor().orElseThrow())
        .isEqualTo(1, offset(0.25));
    assertThat(fit.varianceFactor().orElseThrow()).isGreaterThan(1.3);
    for (TemperatureGroup group : again.groups()) {
      double fitted = Math.exp(fit.logMeanTime(group.temperature()).orElseThrow());
      // A mean of 400 is known to 5 %.
      assertThat(group.meanTime().value().orElseThrow() / fitted).isEqualTo(1, offset(0.2));
      assertThat(group.variation().orElseThrow()).isEqualTo(1, offset(0.2));
    }
  }

  @Test
  void theOrderOfTrialsDoesNotMatter() {
    PlantedLaw law = PlantedLaw.exponential(20, PlantedLaw.NO_BUDGET).censoredAt(0.2);
    List<EscapeTime> times = new ArrayList<>(law.drawPaired(new SplittableRandom(23), 0.4));
    ArrheniusFit fit = ArrheniusFit.of(times, TimeUnit.STEPS, 0);
    GoodnessOfFit good =
        GoodnessOfFit.of(fit, times, new GoodnessOfFit.Bootstrap(19, 1)).orElseThrow();
    Collections.shuffle(times, new Random(1));
    assertThat(ArrheniusFit.of(times, TimeUnit.STEPS, 0)).isEqualTo(fit);
    assertThat(GoodnessOfFit.of(fit, times, new GoodnessOfFit.Bootstrap(19, 1))).contains(good);
  }

  private static List<EscapeTime> column(double temperature, long firstSeed, List<Long> steps) {
    List<EscapeTime> times = new ArrayList<>();
    for (long s : steps) {
      times.add(new EscapeTime(firstSeed + times.size(), temperature, 0.1, s, 100, true));
    }
    return times;
  }
}
