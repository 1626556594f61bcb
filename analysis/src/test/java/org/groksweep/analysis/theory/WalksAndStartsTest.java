package org.groksweep.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalksAndStartsTest {

  private static final DeepLinearMode UNIT = new DeepLinearMode(3, 1);

  /** .01, .02, … .50: the grid of T-D5. */
  private static final List<Double> UPWARDS =
      IntStream.rangeClosed(1, 50).mapToObj(k -> k / 100.0).toList();

  @ParameterizedTest
  @CsvSource({"0.006, 0.37, 0.42", "0.004, 0.33, 0.43", "0.0025, 0.28, 0.45"})
  void accumulatedHazardsPredictTheThermalLoop(double temperature, double down, double up) {
    // papers.md T-D5: learning rate .1, 3,000 steps per .01.
    ThermalHazard hazard = new ThermalHazard(UNIT, temperature, 0.1);
    List<Double> downwards = new ArrayList<>(UPWARDS);
    Collections.reverse(downwards);
    assertThat(hazard.medianJump(downwards, 3000, Transition.LEARN)).hasValue(down);
    assertThat(hazard.medianJump(UPWARDS, 3000, Transition.FORGET)).hasValue(up);
  }

  @Test
  void withoutHeatAWalkForgetsAtTheSpinodalAndNeverLearns() {
    ThermalHazard cold = new ThermalHazard(UNIT, 1e-7, 0.1);
    assertThat(cold.medianJump(UPWARDS, 3000, Transition.FORGET)).hasValue(0.48);
    assertThat(cold.medianJump(List.of(0.3, 0.2, 0.1), 3000, Transition.LEARN)).isEmpty();
  }

  @Test
  void atZeroL2TheUnlearnedStateJumpsAtOnce() {
    ThermalHazard cold = new ThermalHazard(UNIT, 1e-7, 0.1);
    assertThat(cold.medianJump(List.of(0.3, 0.0), 1, Transition.LEARN)).hasValue(0.0);
    assertThat(cold.medianJump(List.of(0.0), 1, Transition.FORGET)).isEmpty();
  }

  @Test
  void twoLayersDoNotJump() {
    ThermalHazard hazard = new ThermalHazard(new DeepLinearMode(2, 1), 0.01, 0.1);
    assertThat(hazard.medianJump(UPWARDS, 3000, Transition.FORGET)).isEmpty();
  }

  @Test
  void midpointsOfTheHeadlineCase() {
    // papers.md T-D1: ½(λ_sad + λ_min) = .315; T-D6: ½λ_sad = .0544.
    PassageThresholds learn = PassageThresholds.midpoints(UNIT.at(0.35)).orElseThrow();
    assertThat(learn.of(Transition.LEARN)).isEqualTo(0.315, offset(5e-4));
    PassageThresholds forget =
        PassageThresholds.midpoints(new DeepLinearMode(3, 0.8).at(0.33)).orElseThrow();
    assertThat(forget.of(Transition.FORGET)).isEqualTo(0.0544, offset(5e-5));
    assertThat(PassageThresholds.midpoints(UNIT.at(0.48))).isEmpty();
  }

  @Test
  void thresholdsMustNotCross() {
    assertThatThrownBy(() -> new PassageThresholds(0.1, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("high: 0.1 must be finite and above low 0.2");
  }

  @Test
  void theQuasiPotentialMeetsTheOracle() {
    // papers.md T-D6: s = .8, β = .33: S = .027104.
    assertThat(
            MinibatchNoise.quasiPotentialToForget(new DeepLinearMode(3, 0.8).at(0.33))
                .orElseThrow())
        .isEqualTo(0.027104, offset(5e-7));
  }

  @ParameterizedTest
  @CsvSource({"3, 0.8, 0.33", "3, 0.8, 0.02", "4, 0.5, 0.05", "5, 0.9, 0.2"})
  void theQuasiPotentialAgreesWithAnAdaptiveRuleInTheWeight(int layers, double s, double l2) {
    ModeLandscape landscape = new DeepLinearMode(layers, s).at(l2);
    double integral =
        new IterativeLegendreGaussIntegrator(20, 1e-12, 1e-14)
            .integrate(
                10_000_000,
                w -> {
                  double strength = Math.pow(w, layers);
                  double force = Math.pow(w, layers - 1) * (s - strength) - l2 * w;
                  double variance = 2 * (strength - s) * (strength - s) + 1 - s * s;
                  return 2 * force / (Math.pow(w, 2 * layers - 2) * variance);
                },
                landscape.saddle().orElseThrow().layerWeight(),
                landscape.learned().orElseThrow().layerWeight());
    assertThat(MinibatchNoise.quasiPotentialToForget(landscape).orElseThrow())
        .isPositive()
        .isCloseTo(integral, withinPercentage(1e-8));
  }

  @Test
  void theQuasiPotentialIsAbsentBeyondTheSpinodal() {
    assertThat(MinibatchNoise.quasiPotentialToForget(new DeepLinearMode(3, 0.8).at(0.4))).isEmpty();
  }

  @Test
  void aSingularValueOfOneLeavesNoMinibatchNoise() {
    assertThatThrownBy(() -> MinibatchNoise.quasiPotentialToForget(UNIT.at(0.35)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "singularValue: 1.0 must be in (0, 1) for minibatch noise: "
                + "it is the correlation of input and target");
  }

  @Test
  void theMetastableStateHasItsRankLearned() {
    MetastableState state = new MetastableState(3, List.of(1.0, 0.7), 0.22, 1);
    List<Double> weights = state.layerWeights().orElseThrow();
    assertThat(UNIT.l2At(Math.pow(weights.get(0), 3))).isCloseTo(0.22, withinPercentage(1e-9));
    assertThat(weights.get(1)).isZero();
  }

  @Test
  void theUnlearnedStateIsTheOriginAtAnyL2() {
    assertThat(new MetastableState(3, List.of(1.0, 0.7), 9, 0).layerWeights())
        .hasValue(List.of(0.0, 0.0));
  }

  @Test
  void aLearnedStateBeyondItsSpinodalDoesNotExist() {
    assertThat(new MetastableState(3, List.of(1.0, 0.7), 0.4, 2).layerWeights()).isEmpty();
    assertThat(new MetastableState(3, List.of(1.0, 0.7), 0.4, 1).layerWeights()).isPresent();
  }

  @Test
  void aRankAboveTheNumberOfModesIsRefused() {
    assertThatThrownBy(() -> new MetastableState(3, List.of(1.0), 0.1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank: 2 must be in [0, 1]");
  }

  @Test
  void singularValuesMustDescend() {
    assertThatThrownBy(() -> new MetastableState(3, List.of(0.5, 1.0), 0.1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("singularValues: [0.5, 1.0] must descend");
  }
}
