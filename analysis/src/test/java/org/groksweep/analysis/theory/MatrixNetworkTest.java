package org.groksweep.analysis.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixNetworkTest {

  private static final List<Double> TWO_MODES = List.of(1.0, 0.7);

  @ParameterizedTest
  @CsvSource({"2, 1239", "3, 3369", "4, 9157", "5, 24893", "6, 67665"})
  void rankOneToTwoMeetsTheTwelveDimensionalLangerRate(int barriers, double steps) {
    // papers.md T-D2: 2-2-2-2, s = (1, .7), β = .22, learning rate .1, T = ΔE / 2 … 6.
    EscapeLaw law = new MatrixNetwork(3, 2, TWO_MODES, 0.22).toLearnNext(1).orElseThrow();
    assertThat(law.zeroModes()).isZero();
    assertThat(law.barrier()).isEqualTo(0.0114275, offset(5e-8));
    assertThat(law.meanSteps(law.barrier() / barriers, 0.1)).isEqualTo(steps, offset(0.6));
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "3, 5", "4, 1", "4, 3", "5, 2"})
  void oneModeReducesToTheClosedForm(int layers, int width) {
    double l2 = 0.1;
    EscapeLaw expected =
        KramersLanger.toLearn(new DeepLinearMode(layers, 1).at(l2), width).orElseThrow();
    EscapeLaw law = new MatrixNetwork(layers, width, List.of(1.0), l2).toLearnNext(0).orElseThrow();
    assertThat(law.prefactor()).isCloseTo(expected.prefactor(), withinPercentage(1e-7));
    assertThat(law.zeroModes()).isEqualTo(expected.zeroModes());
    assertThat(law.barrier()).isEqualTo(expected.barrier());
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 2", "1, 2, 0", "1, 3, 2", "0, 10, 18", "1, 10, 16"})
  void zeroModesAreTheRotationsTowardsUnlearnedDirections(int rank, int width, int zeroModes) {
    // papers.md D3: nG = (L−1)(h−r−1).
    assertThat(
            new MatrixNetwork(3, width, TWO_MODES, 0.22)
                .toLearnNext(rank)
                .orElseThrow()
                .zeroModes())
        .isEqualTo(zeroModes);
  }

  @Test
  void aSaddleHasOneUnstableDirectionAndTheZeroModesOfItsOrbit() {
    MatrixNetwork network = new MatrixNetwork(3, 4, TWO_MODES, 0.22);
    double learned = new DeepLinearMode(3, 1).at(0.22).learned().orElseThrow().layerWeight();
    double saddle = new DeepLinearMode(3, 0.7).at(0.22).saddle().orElseThrow().layerWeight();
    List<Double> curvatures = network.curvatures(List.of(learned, saddle));
    // 2·4 + 4·4 + 4·2 weights; two frames of two directions in four dimensions: 2·(3 + 2) angles.
    assertThat(curvatures).hasSize(32);
    assertThat(curvatures.stream().filter(c -> c < -1e-9)).hasSize(1);
    assertThat(curvatures.stream().filter(c -> Math.abs(c) < 1e-9)).hasSize(10);
  }

  @Test
  void curvaturesAreThoseOfTheDefinitionsSecondDifferences() {
    MatrixNetwork network = new MatrixNetwork(3, 2, TWO_MODES, 0.22);
    List<Double> state = List.of(0.9, 0.4);
    assertThat(network.curvatures(state).stream().sorted().mapToDouble(c -> c).toArray())
        .containsExactly(MatrixBruteForce.curvatures(TWO_MODES, 0.22, state), offset(1e-6));
  }

  @Test
  void aModeBeyondItsSpinodalHasNoLaw() {
    assertThat(new MatrixNetwork(3, 2, TWO_MODES, 0.45).toLearnNext(1)).isEmpty();
  }

  @Test
  void aNarrowHiddenLayerIsRefused() {
    assertThatThrownBy(() -> new MatrixNetwork(3, 1, TWO_MODES, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hiddenWidth: 1 must be at least 2");
  }

  @Test
  void equalSingularValuesAreRefused() {
    assertThatThrownBy(() -> new MatrixNetwork(3, 2, List.of(0.7, 0.7), 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("singularValues: [0.7, 0.7] must be distinct and descend");
  }
}
