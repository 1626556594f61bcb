package org.groksweep.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeLandscapeTest {

  private static final double EXACT = 1e-9;

  private static final ModeLandscape ORACLE = new DeepLinearMode(3, 1).at(0.35);

  @Test
  void threeLayersMeetTheOracleValues() {
    // papers.md D3, to the digits printed there.
    StationaryPoint saddle = ORACLE.saddle().orElseThrow();
    assertThat(saddle.strength()).isEqualTo(0.050009, offset(5e-7));
    assertThat(saddle.symmetricCurvature()).isEqualTo(-0.294727, offset(5e-7));
    assertThat(ORACLE.learned().orElseThrow().strength()).isEqualTo(0.580413, offset(5e-7));
    assertThat(ORACLE.barrierToLearn().orElseThrow()).isEqualTo(0.0225035, offset(5e-8));
    assertThat(ORACLE.barrierToForget().orElseThrow()).isEqualTo(0.0691760, offset(5e-8));
  }

  @Test
  void theOtherOracleBarriersAgree() {
    assertThat(new DeepLinearMode(3, 0.7).at(0.22).barrierToLearn().orElseThrow())
        .isEqualTo(0.0114275, offset(5e-8));
    assertThat(new DeepLinearMode(3, 0.8).at(0.33).barrierToForget().orElseThrow())
        .isEqualTo(0.0049153, offset(5e-8));
  }

  @Test
  void thePapersOwnExampleIsMetastable() {
    // papers.md D2: at β = .32, s = .8 the learned state lies .0196 above the unlearned one.
    ModeLandscape landscape = new DeepLinearMode(3, 0.8).at(0.32);
    assertThat(landscape.saddle().orElseThrow().strength()).isEqualTo(0.0925, offset(5e-5));
    assertThat(landscape.learned().orElseThrow().strength()).isEqualTo(0.3427, offset(5e-5));
    assertThat(landscape.barrierToLearn().orElseThrow()).isEqualTo(0.02845, offset(5e-6));
    assertThat(landscape.barrierToForget().orElseThrow()).isEqualTo(0.0088, offset(5e-5));
    assertThat(landscape.learned().orElseThrow().energy() - landscape.unlearned().energy())
        .isEqualTo(0.0196, offset(5e-5));
    assertThat(landscape.mode().coexistenceL2()).isEqualTo(0.2947, offset(5e-5));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.0337", "4, 0.0774", "5, 0.1148"})
  void atCoexistenceBothBarriersAgreeAndGrowWithDepth(int layers, double constant) {
    DeepLinearMode mode = new DeepLinearMode(layers, 1.4);
    ModeLandscape landscape = mode.at(mode.coexistenceL2());
    double toLearn = landscape.barrierToLearn().orElseThrow();
    assertThat(toLearn / (1.4 * 1.4)).isEqualTo(constant, offset(5e-5));
    assertThat(landscape.barrierToForget().orElseThrow())
        .isCloseTo(toLearn, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 1, 0.35",
    "3, 0.7, 0.22",
    "3, 0.8, 0.33",
    "4, 1.2, 0.3",
    "5, 0.9, 0.1",
    "8, 1, 0.05",
    "3, 1, 0.01",
    "2, 0.8, 0.3",
  })
  void statesAreStationaryWithTheEnergiesAndCurvaturesOfBruteForce(
      int layers, double s, double l2) {
    ModeLandscape landscape = new DeepLinearMode(layers, s).at(l2);
    assertMatchesBruteForce(landscape, landscape.unlearned());
    assertMatchesBruteForce(landscape, landscape.learned().orElseThrow());
    landscape.saddle().ifPresent(saddle -> assertMatchesBruteForce(landscape, saddle));
    assertThat(landscape.saddle().isPresent()).isEqualTo(layers > 2);
  }

  /** Central differences of step h = 1e-4 err by about h² = 1e-8 and by rounding / h² = 1e-7. */
  private static void assertMatchesBruteForce(ModeLandscape landscape, StationaryPoint point) {
    DeepLinearMode mode = landscape.mode();
    double[] weights = new double[mode.layers()];
    Arrays.fill(weights, point.layerWeight());
    assertThat(point.energy())
        .isCloseTo(BruteForce.energy(mode, landscape.l2(), weights), withinPercentage(EXACT));
    for (double slope : BruteForce.gradient(mode, landscape.l2(), weights)) {
      assertThat(slope).isEqualTo(0, offset(1e-7));
    }
    double[] expected = new double[mode.layers()];
    Arrays.fill(expected, point.transverseCurvature());
    expected[0] = point.symmetricCurvature();
    Arrays.sort(expected);
    double[] curvatures = BruteForce.curvatures(mode, landscape.l2(), weights);
    Arrays.sort(curvatures);
    assertThat(curvatures).containsExactly(expected, offset(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 0.35", "4, 1.2, 0.3", "5, 0.9, 0.1"})
  void barriersAreTheEnergyDifferencesOfBruteForce(int layers, double s, double l2) {
    ModeLandscape landscape = new DeepLinearMode(layers, s).at(l2);
    double top = landscape.saddle().orElseThrow().energy();
    assertThat(landscape.barrierToLearn().orElseThrow())
        .isCloseTo(top - landscape.unlearned().energy(), withinPercentage(EXACT));
    assertThat(landscape.barrierToForget().orElseThrow())
        .isCloseTo(top - landscape.learned().orElseThrow().energy(), withinPercentage(EXACT));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8})
  void energiesScaleWithTheSquaredSingularValue(int layers) {
    ModeLandscape unit = new DeepLinearMode(layers, 1).at(0.1);
    ModeLandscape scaled = new DeepLinearMode(layers, 3).at(0.1 * Math.pow(3, 2 - 2.0 / layers));
    assertThat(scaled.barrierToLearn().orElseThrow())
        .isCloseTo(9 * unit.barrierToLearn().orElseThrow(), withinPercentage(EXACT));
    assertThat(scaled.barrierToForget().orElseThrow())
        .isCloseTo(9 * unit.barrierToForget().orElseThrow(), withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"3, 1e-4", "4, 1e-6", "6, 1e-8"})
  void weakL2LeavesTheAsymptoticBarrier(int layers, double l2) {
    // ΔE₀ → (L−2)/2·s·s·(β/s^{2−2/L})^{L/(L−2)}, which for s = 1 is (L−2)/2·β^{L/(L−2)}.
    double barrier = new DeepLinearMode(layers, 1).at(l2).barrierToLearn().orElseThrow();
    double asymptote = (layers - 2) / 2.0 * Math.pow(l2, layers / (layers - 2.0));
    assertThat(barrier).isCloseTo(asymptote, withinPercentage(1e-3));
  }

  @Test
  void theSaddleKeepsItsRelativeAccuracyAtWeakL2() {
    // λ = β³/(1−λ)³ by fixed-point iteration, exact to rounding for λ = 1e-15.
    double l2 = 1e-5;
    double strength = 0;
    for (int round = 0; round < 5; round++) {
      strength = Math.pow(l2 / (1 - strength), 3);
    }
    assertThat(new DeepLinearMode(3, 1).at(l2).saddle().orElseThrow().strength())
        .isCloseTo(strength, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7})
  void atAndAboveTheSpinodalOnlyTheOriginIsLeft(int layers) {
    DeepLinearMode mode = new DeepLinearMode(layers, 1);
    for (double l2 : new double[] {mode.upperSpinodalL2(), mode.upperSpinodalL2() * 1.5}) {
      ModeLandscape landscape = mode.at(l2);
      assertThat(landscape.saddle()).isEmpty();
      assertThat(landscape.learned()).isEmpty();
      assertThat(landscape.barrierToLearn()).isEmpty();
      assertThat(landscape.barrierToForget()).isEmpty();
      assertThat(landscape.unlearned().strength()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7})
  void justBelowTheSpinodalTheBranchesMeet(int layers) {
    DeepLinearMode mode = new DeepLinearMode(layers, 0.6);
    ModeLandscape landscape = mode.at(mode.upperSpinodalL2() * (1 - 1e-12));
    double meeting = mode.upperSpinodalStrength();
    // Near a double root λ moves with the square root of the distance.
    assertThat(landscape.saddle().orElseThrow().strength())
        .isBetween(meeting * (1 - 1e-5), meeting);
    assertThat(landscape.learned().orElseThrow().strength())
        .isBetween(meeting, meeting * (1 + 1e-5));
    assertThat(landscape.barrierToForget().orElseThrow()).isNotNegative();
  }

  @Test
  void withoutL2TheModeIsLearnedExactlyAndTheSaddleIsTheOrigin() {
    ModeLandscape landscape = new DeepLinearMode(3, 0.8).at(0);
    assertThat(landscape.learned().orElseThrow().strength()).isEqualTo(0.8);
    assertThat(landscape.learned().orElseThrow().energy()).isEqualTo(0, offset(1e-15));
    assertThat(landscape.saddle()).isEmpty();
  }

  @Test
  void twoLayersFadeOutLinearlyAndTheirOriginTurnsUnstable() {
    DeepLinearMode mode = new DeepLinearMode(2, 0.8);
    assertThat(mode.at(0.3).learned().orElseThrow().strength()).isEqualTo(0.5, offset(1e-15));
    assertThat(mode.at(0.3).unlearned().symmetricCurvature()).isEqualTo(-0.5, offset(1e-15));
    assertThat(mode.at(0.9).unlearned().symmetricCurvature()).isEqualTo(0.1, offset(1e-15));
  }

  @Test
  void theOriginOfDeeperChainsIsStableAtEveryL2() {
    StationaryPoint origin = ORACLE.unlearned();
    assertThat(origin.symmetricCurvature()).isEqualTo(0.35);
    assertThat(origin.transverseCurvature()).isEqualTo(0.35);
  }

  @Test
  void negativeL2IsRefused() {
    assertThatThrownBy(() -> new DeepLinearMode(3, 1).at(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("l2: -0.1 must be finite and at least 0");
  }
}
