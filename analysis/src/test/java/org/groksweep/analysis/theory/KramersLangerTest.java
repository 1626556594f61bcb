package org.groksweep.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KramersLangerTest {

  private static final double EXACT = 1e-9;

  private static final ModeLandscape ORACLE = new DeepLinearMode(3, 1).at(0.35);

  @Test
  void thePrefactorToLearnMeetsTheOracle() {
    // papers.md D3: τ0 = 9.7815 time units.
    EscapeLaw law = KramersLanger.toLearn(ORACLE).orElseThrow();
    assertThat(law.prefactor()).isEqualTo(9.7815, offset(5e-5));
    assertThat(law.barrier()).isEqualTo(0.0225035, offset(5e-8));
    assertThat(law.zeroModes()).isZero();
  }

  @Test
  void aScalarChainHasTheFormulaOfTwoToTheHalfDepth() {
    for (int layers = 3; layers < 9; layers++) {
      ModeLandscape landscape = new DeepLinearMode(layers, 1.1).at(0.05);
      double unstable = -landscape.saddle().orElseThrow().symmetricCurvature();
      double rate = Math.pow(2, (layers - 1) / 2.0) * Math.sqrt(unstable * 0.05) / (2 * Math.PI);
      assertThat(KramersLanger.toLearn(landscape).orElseThrow().prefactor())
          .isCloseTo(1 / rate, withinPercentage(EXACT));
    }
  }

  @Test
  void theRateIsTheRatioOfBruteForceDeterminantsTimesTheSigns() {
    double w = ORACLE.saddle().orElseThrow().layerWeight();
    double[] top = BruteForce.curvatures(ORACLE.mode(), 0.35, new double[] {w, w, w});
    double[] bottom = BruteForce.curvatures(ORACLE.mode(), 0.35, new double[3]);
    double unstable = -top[2];
    double ratio = bottom[0] * bottom[1] * bottom[2] / (top[0] * top[1] * unstable);
    double rate = 4 * unstable / (2 * Math.PI) * Math.sqrt(ratio);
    // Curvatures by differences are good to 1e-7 / 0.3.
    assertThat(KramersLanger.toLearn(ORACLE).orElseThrow().prefactor())
        .isCloseTo(1 / rate, withinPercentage(1e-4));
  }

  @Test
  void theWayToForgetTakesTheCurvaturesOfMinimumAndSaddle() {
    double stable = ORACLE.learned().orElseThrow().symmetricCurvature();
    double unstable = -ORACLE.saddle().orElseThrow().symmetricCurvature();
    EscapeLaw law = KramersLanger.toForget(ORACLE).orElseThrow();
    assertThat(law.prefactor())
        .isCloseTo(2 * Math.PI / Math.sqrt(stable * unstable), withinPercentage(EXACT));
    assertThat(law.barrier()).isEqualTo(0.0691760, offset(5e-8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 10})
  void threeLayersOfAnyWidthHaveThePrintedFormula(int h) {
    double temperature = 0.004;
    double beta = 0.35;
    StationaryPoint saddle = ORACLE.saddle().orElseThrow();
    double unstable = -saddle.symmetricCurvature();
    double area = 2 * Math.pow(Math.PI, h / 2.0) / gammaOfHalf(h);
    double orbit = area * Math.pow(Math.sqrt(2) * saddle.layerWeight(), h - 1);
    double rate =
        unstable
            / (2 * Math.PI)
            * orbit
            * orbit
            * Math.pow(2 * Math.PI * temperature, -(h - 1))
            * Math.sqrt(Math.pow(beta, 2 * h - 1) / (unstable * Math.pow(2, 2 * h)))
            * Math.exp(-ORACLE.barrierToLearn().orElseThrow() / temperature);
    EscapeLaw law = KramersLanger.toLearn(ORACLE, h).orElseThrow();
    assertThat(law.meanTime(temperature)).isCloseTo(1 / rate, withinPercentage(EXACT));
    assertThat(law.zeroModes()).isEqualTo(2 * (h - 1));
  }

  /** Γ(n/2) by its recurrence from Γ(1/2) = √π and Γ(1) = 1. */
  private static double gammaOfHalf(int n) {
    if (n <= 2) {
      return n == 1 ? Math.sqrt(Math.PI) : 1;
    }
    return (n / 2.0 - 1) * gammaOfHalf(n - 2);
  }

  @ParameterizedTest
  @CsvSource({"18, 264.5, 1.21", "78, 35567, 1.09"})
  void theSimulatedMeansLieAboveByThePrintedRatios(int batchSize, double simulated, double ratio) {
    // papers.md T-D1, learning rate .2; the ratios are printed to two decimals.
    double temperature = EffectiveTemperature.of(0.2, 2.7, batchSize);
    EscapeLaw law = KramersLanger.toLearn(ORACLE).orElseThrow();
    assertThat(simulated / law.meanSteps(temperature, 0.2)).isEqualTo(ratio, offset(5e-3));
    assertThat(law.meanSteps(temperature, 0.2))
        .isCloseTo(
            law.prefactorInSteps(0.2) * Math.exp(law.barrier() / temperature),
            withinPercentage(EXACT));
  }

  @Test
  void theTemperatureTakesHalfTheVariance() {
    // papers.md T-D1: T = .0150 at B = 18 and .00346 at B = 78.
    assertThat(EffectiveTemperature.of(0.2, 2.7, 18)).isEqualTo(0.0150, offset(1e-15));
    assertThat(EffectiveTemperature.of(0.2, 2.7, 78)).isEqualTo(0.00346, offset(5e-6));
  }

  @Test
  void thereIsNoEscapeWithoutASaddle() {
    assertThat(KramersLanger.toLearn(new DeepLinearMode(3, 1).at(0.5))).isEmpty();
    assertThat(KramersLanger.toForget(new DeepLinearMode(3, 1).at(0.5))).isEmpty();
    assertThat(KramersLanger.toLearn(new DeepLinearMode(2, 1).at(0.5))).isEmpty();
  }

  @Test
  void aTimeBeyondDoublesIsNever() {
    assertThat(KramersLanger.toForget(ORACLE).orElseThrow().meanTime(1e-5))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aTemperatureOfZeroIsRefused() {
    EscapeLaw law = KramersLanger.toLearn(ORACLE).orElseThrow();
    assertThatThrownBy(() -> law.meanTime(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature: 0.0 must be finite and above 0");
  }

  @Test
  void aWidthOfZeroIsRefused() {
    assertThatThrownBy(() -> KramersLanger.toLearn(ORACLE, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hiddenWidth: 0 must be at least 1");
  }
}
