package org.groksweep.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeepLinearModeTest {

  /** In percent: where both sides are exact expressions, only rounding separates them. */
  private static final double EXACT = 1e-9;

  private static final DeepLinearMode ORACLE = new DeepLinearMode(3, 1);

  @Test
  void threeLayersMeetTheOracleValues() {
    // papers.md D3, to the six digits printed there.
    assertThat(ORACLE.coexistenceL2()).isEqualTo(0.396850, offset(5e-7));
    assertThat(ORACLE.upperSpinodalL2()).isEqualTo(0.472470, offset(5e-7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.7, 1, 3})
  void threeLayersMeetAtHalfTheSingularValueToFourThirds(double s) {
    DeepLinearMode mode = new DeepLinearMode(3, s);
    assertThat(mode.coexistenceL2()).isCloseTo(Math.pow(s / 2, 4 / 3.0), withinPercentage(EXACT));
    assertThat(mode.coexistenceStrength()).isCloseTo(s / 2, withinPercentage(EXACT));
    assertThat(mode.upperSpinodalStrength()).isCloseTo(s / 4, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.47247", "4, 0.38490"})
  void spinodalsMeetThePrintedConstants(int layers, double constant) {
    assertThat(new DeepLinearMode(layers, 1).upperSpinodalL2()).isEqualTo(constant, offset(5e-6));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.840", "4, 0.707", "6, 0.529", "8, 0.420"})
  void coexistenceLiesAtThePrintedShareOfTheSpinodal(int layers, double share) {
    DeepLinearMode mode = new DeepLinearMode(layers, 0.8);
    assertThat(mode.coexistenceL2() / mode.upperSpinodalL2()).isEqualTo(share, offset(5e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 0.4725",
    "0.8, 0.3509",
    "0.6, 0.2391",
    "0.4, 0.1392", // T-D4
    "0.9, 0.411", // D1, the paper's equation 3; its 0.351 is the 0.8 above
  })
  void upSweepVanishingPointsOfThreeLayers(double s, double l2) {
    assertThat(new DeepLinearMode(3, s).upperSpinodalL2()).isEqualTo(l2, offset(6e-4));
  }

  @Test
  void twoLayersAreContinuousAtTheSingularValue() {
    DeepLinearMode mode = new DeepLinearMode(2, 0.7);
    assertThat(mode.upperSpinodalL2()).isEqualTo(0.7);
    assertThat(mode.coexistenceL2()).isEqualTo(0.7);
    assertThat(mode.upperSpinodalStrength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 8, 12})
  void theSpinodalIsTheHighestL2OfTheBranch(int layers) {
    DeepLinearMode mode = new DeepLinearMode(layers, 1.3);
    double highest = 0;
    for (int k = 1; k < 100_000; k++) {
      highest = Math.max(highest, mode.l2At(1.3 * k / 100_000));
    }
    // The grid misses a smooth maximum by the square of its spacing.
    assertThat(highest).isCloseTo(mode.upperSpinodalL2(), withinPercentage(1e-6));
    assertThat(highest).isLessThanOrEqualTo(mode.upperSpinodalL2() * (1 + 1e-14));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void l2ScalesWithTheSingularValueToTwoMinusTwoOverDepth(int layers) {
    DeepLinearMode unit = new DeepLinearMode(layers, 1);
    DeepLinearMode scaled = new DeepLinearMode(layers, 2.5);
    double factor = Math.pow(2.5, 2 - 2.0 / layers);
    assertThat(scaled.upperSpinodalL2())
        .isCloseTo(factor * unit.upperSpinodalL2(), withinPercentage(EXACT));
    assertThat(scaled.coexistenceL2())
        .isCloseTo(factor * unit.coexistenceL2(), withinPercentage(EXACT));
  }

  @Test
  void aResidualJumpsWhereTheSaddleReachesIt() {
    double l2 = ORACLE.residualDownJumpL2(0.3);
    assertThat(l2).isCloseTo(0.3 * (1 - 0.027), withinPercentage(EXACT));
    assertThat(ORACLE.at(l2).saddle().orElseThrow().layerWeight())
        .isCloseTo(0.3, withinPercentage(EXACT));
  }

  @Test
  void aResidualBeyondTheSaddlesBranchIsRefused() {
    assertThatThrownBy(() -> ORACLE.residualDownJumpL2(0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("amplitude: 0.7 must be at most λ_c^(1/L) = 0.6299");
  }

  @Test
  void oneLayerIsRefused() {
    assertThatThrownBy(() -> new DeepLinearMode(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers: 1 must be at least 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aSingularValueMustBePositive(double s) {
    assertThatThrownBy(() -> new DeepLinearMode(3, s))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("singularValue: " + s + " must be finite and above 0");
  }
}
