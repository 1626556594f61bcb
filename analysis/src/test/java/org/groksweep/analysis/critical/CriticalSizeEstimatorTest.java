package org.groksweep.analysis.critical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.trainer.metrics.EndReason;
import org.junit.jupiter.api.Test;

class CriticalSizeEstimatorTest {

  private static final long[] SIZES = {100, 200, 400, 800, 1600};
  private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(200, 1);
  private static final CriticalSizeEstimator PROBABILITY =
      new CriticalSizeEstimator(Definition.PROBABILITY, Optional.empty(), BOOTSTRAP);
  private static final CriticalSizeEstimator ACCURACY =
      new CriticalSizeEstimator(Definition.ACCURACY_MIDPOINT, Optional.empty(), BOOTSTRAP);

  @Test
  void whereAllBelowFailAndAllAboveSucceedTheIntervalIsTheBracket() {
    Estimate size = PROBABILITY.estimate(successes(6, 0, 0, 0, 6, 6)).criticalSize();
    assertThat(size.status()).isEqualTo(FitStatus.SEPARATED);
    assertThat(size.value().getAsDouble()).isCloseTo(Math.sqrt(400 * 800), within(1e-6));
    assertThat(size.lower().getAsDouble()).isCloseTo(400, within(1e-6));
    assertThat(size.upper().getAsDouble()).isCloseTo(800, within(1e-6));
    assertThat(size.standardError()).isEmpty();
  }

  @Test
  void fewSeedsWidenTheBracketBecauseTheirSizesCouldBeChance() {
    // 2⁻³ = 12.5 % for one size of three seeds, 2⁻⁶ = 1.6 % for two.
    Estimate size = PROBABILITY.estimate(successes(3, 0, 0, 0, 3, 3)).criticalSize();
    assertThat(size.lower().getAsDouble()).isCloseTo(200, within(1e-6));
    assertThat(size.upper().getAsDouble()).isCloseTo(1600, within(1e-6));
  }

  @Test
  void oneMixedSizeIsStillSeparatedAndLiesInsideTheBracket() {
    Estimate size = PROBABILITY.estimate(successes(10, 0, 0, 4, 10, 10)).criticalSize();
    assertThat(size.status()).isEqualTo(FitStatus.SEPARATED);
    assertThat(size.lower().getAsDouble()).isCloseTo(200, within(1e-6));
    assertThat(size.upper().getAsDouble()).isCloseTo(800, within(1e-6));
  }

  @Test
  void aTransitionAtTheGridsEndLeavesItsOuterEndOpen() {
    Estimate size = PROBABILITY.estimate(successes(10, 0, 0, 0, 0, 6)).criticalSize();
    assertThat(size.status()).isEqualTo(FitStatus.SEPARATED);
    assertThat(size.lower().getAsDouble()).isCloseTo(800, within(1e-6));
    assertThat(size.upper()).isEmpty();
  }

  @Test
  void aFractionThatNeverCrossesIsOutsideTheGridAndNotExtrapolated() {
    for (int[] counts : new int[][] {{0, 0, 0, 0, 0}, {0, 0, 1, 2, 4}, {6, 8, 10, 10, 10}}) {
      CriticalSize found = PROBABILITY.estimate(successes(10, counts));
      assertThat(found.criticalSize().status()).isEqualTo(FitStatus.OUTSIDE_GRID);
      assertThat(found.criticalSize().value()).isEmpty();
      assertThat(found.width1090().value()).isEmpty();
      assertThat(found.isotonicCriticalSize().value()).isEmpty();
    }
  }

  @Test
  void accuraciesThatHardlyRiseShowNoTransition() {
    List<SizedTrial> flat = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      for (int i = 0; i < SIZES.length; i++) {
        flat.add(accuracy(seed, SIZES[i], 0.03 + 0.01 * i));
      }
    }
    assertThat(ACCURACY.estimate(flat).criticalSize().status()).isEqualTo(FitStatus.OUTSIDE_GRID);
  }

  @Test
  void crashedAndTimedOutTrialsMakeItIncompleteAndDivergedOnesDoNot() {
    List<SizedTrial> trials = new ArrayList<>(successes(10, 0, 2, 5, 8, 10));
    assertThat(PROBABILITY.estimate(trials).criticalSize().status()).isEqualTo(FitStatus.OK);
    trials.add(new SizedTrial(10, 100, EndReason.DIVERGED, false, 0, 4000));
    Estimate diverged = PROBABILITY.estimate(trials).criticalSize();
    assertThat(diverged.status()).isEqualTo(FitStatus.OK);
    assertThat(diverged.trials()).isEqualTo(51);
    assertThat(diverged.censored()).isEqualTo(25);
    for (EndReason missing : List.of(EndReason.CRASHED, EndReason.TIMED_OUT)) {
      List<SizedTrial> incomplete = new ArrayList<>(trials);
      incomplete.add(new SizedTrial(11, 100, missing, false, 0, 4000));
      Estimate none = PROBABILITY.estimate(incomplete).criticalSize();
      assertThat(none.status()).isEqualTo(FitStatus.INCOMPLETE);
      assertThat(none.value()).isEmpty();
    }
  }

  @Test
  void twoSeedsOrOneSizeAreTooFew() {
    assertThat(PROBABILITY.estimate(successes(2, 0, 0, 1, 2, 2)).criticalSize().status())
        .isEqualTo(FitStatus.TOO_FEW_POINTS);
    assertThat(PROBABILITY.estimate(successes(10, 5)).criticalSize().status())
        .isEqualTo(FitStatus.TOO_FEW_POINTS);
    assertThat(PROBABILITY.estimate(List.of()).criticalSize().status())
        .isEqualTo(FitStatus.TOO_FEW_POINTS);
  }

  @Test
  void theBudgetStandsWithTheEstimate() {
    assertThat(PROBABILITY.estimate(successes(6, 0, 0, 0, 6, 6)).criticalSize().budget())
        .hasValue(4000);
  }

  @Test
  void theOrderOfTheTrialsAndTheLabelsOfTheSeedsDoNotMatter() {
    List<SizedTrial> trials = new ArrayList<>(successes(10, 0, 2, 5, 8, 10));
    CriticalSize before = PROBABILITY.estimate(trials);
    Collections.shuffle(trials, new Random(5));
    assertThat(PROBABILITY.estimate(trials)).isEqualTo(before);
    List<SizedTrial> renamed =
        trials.stream()
            .map(
                t ->
                    new SizedTrial(
                        1000 - t.seed(), t.examples(), t.status(), t.generalized(), 0, 4000))
            .toList();
    assertThat(PROBABILITY.estimate(renamed).criticalSize().lower().getAsDouble())
        .isCloseTo(before.criticalSize().lower().getAsDouble(), within(1e-6));
  }

  @Test
  void tenTimesTheExamplesGiveTenTimesTheSizeAndTheSameWidth() {
    List<SizedTrial> trials = successes(10, 0, 2, 5, 8, 10);
    CriticalSize before = PROBABILITY.estimate(trials);
    CriticalSize after =
        PROBABILITY.estimate(
            trials.stream()
                .map(
                    t ->
                        new SizedTrial(
                            t.seed(), 10 * t.examples(), t.status(), t.generalized(), 0, 4000))
                .toList());
    double ten = 10 * before.criticalSize().value().getAsDouble();
    assertThat(after.criticalSize().value().getAsDouble()).isCloseTo(ten, within(ten * 1e-5));
    double width = before.width1090().value().getAsDouble();
    assertThat(after.width1090().value().getAsDouble()).isCloseTo(width, within(width * 1e-3));
  }

  /** The table of A-T1 in papers.md: two seeds at three weight decays; D50 = 289 to 294. */
  @Test
  void ungrokkingOfModularAdditionHasItsCriticalSizeDespiteAFloorBelowChance() {
    long[] sizes = {200, 250, 300, 350, 400, 450};
    double[][] curves = {
      {.033, .207, .572, .831, .959, .994},
      {.038, .231, .576, .823, .945, .992},
      {.070, .241, .573, .779, .916, .982},
      {.016, .163, .552, .872, .970, .996},
      {.025, .195, .542, .867, .970, .998},
      {.046, .231, .537, .812, .955, .986}
    };
    List<SizedTrial> trials = new ArrayList<>();
    for (int seed = 0; seed < curves.length; seed++) {
      for (int i = 0; i < sizes.length; i++) {
        trials.add(accuracy(seed, sizes[i], curves[seed][i]));
      }
    }
    CriticalSizeEstimator half =
        new CriticalSizeEstimator(
            Definition.ACCURACY_MIDPOINT, Optional.of(Levels.ZERO_TO_ONE), BOOTSTRAP);
    assertThat(half.estimate(trials).isotonicCriticalSize().value().getAsDouble())
        .isBetween(289.0, 294.0);
    assertThat(half.estimate(trials).criticalSize().value().getAsDouble()).isBetween(285.0, 298.0);
    assertThat(ACCURACY.estimate(trials).criticalSize().value().getAsDouble())
        .isBetween(285.0, 298.0);
  }

  @Test
  void noOutcomesMakeItFailOrLieOutsideItsOwnInterval() {
    Random random = new Random(3);
    for (int repeat = 0; repeat < 100; repeat++) {
      List<SizedTrial> trials = new ArrayList<>();
      double steepness = 6 * random.nextDouble();
      for (int seed = 0; seed < 3 + random.nextInt(5); seed++) {
        for (int i = 0; i < SIZES.length; i++) {
          double share = 1 / (1 + Math.exp(-steepness * (i - 2)));
          // One trial in ten is missing without having failed: the sweep is still running.
          if (random.nextInt(10) > 0) {
            trials.add(outcome(seed, SIZES[i], share, random));
          }
        }
      }
      for (CriticalSizeEstimator estimator : List.of(PROBABILITY, ACCURACY)) {
        CriticalSize found = estimator.estimate(trials);
        for (Estimate e :
            List.of(found.criticalSize(), found.width1090(), found.isotonicCriticalSize())) {
          if (e.value().isPresent()) {
            double value = e.value().getAsDouble();
            assertThat(value).isBetween(e.lower().orElse(0), e.upper().orElse(1e9));
          }
        }
      }
    }
  }

  private static SizedTrial outcome(int seed, long examples, double share, Random random) {
    boolean generalized = random.nextDouble() < share;
    double accuracy = random.nextInt(3) == 0 ? Math.round(share) : random.nextDouble();
    return new SizedTrial(seed, examples, EndReason.COMPLETED, generalized, accuracy, 4000);
  }

  @Test
  void levelsOfAProbabilityAreRefused() {
    assertThatThrownBy(
            () ->
                new CriticalSizeEstimator(
                    Definition.PROBABILITY, Optional.of(new Levels(0.1, 0.9)), BOOTSTRAP))
        .hasMessage(
            "levels: Levels[floor=0.1, ceiling=0.9] must be empty for a probability; they are 0"
                + " and 1");
    assertThatThrownBy(() -> new Levels(1, 0.5))
        .hasMessage("levels: floor 1.0 and ceiling 0.5 must be in [0, 1] with floor below ceiling");
  }

  /** The first so many seeds succeed at each size. */
  private static List<SizedTrial> successes(int seeds, int... counts) {
    List<SizedTrial> trials = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      for (int seed = 0; seed < seeds; seed++) {
        trials.add(trial(seed, SIZES[i], seed < counts[i]));
      }
    }
    return trials;
  }

  private static SizedTrial trial(int seed, long examples, boolean generalized) {
    return new SizedTrial(
        seed, examples, EndReason.COMPLETED, generalized, generalized ? 1 : 0, 4000);
  }

  private static SizedTrial accuracy(int seed, long examples, double accuracy) {
    return new SizedTrial(seed, examples, EndReason.COMPLETED, accuracy >= 0.95, accuracy, 4000);
  }
}
