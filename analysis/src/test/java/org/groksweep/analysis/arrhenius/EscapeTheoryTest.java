package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.groksweep.analysis.arrhenius.EscapeSetting.Noise;
import org.groksweep.analysis.theory.Transition;
import org.junit.jupiter.api.Test;

class EscapeTheoryTest {

  @Test
  void aChainUnderGradientNoiseHasBarrierAndPrefactor() {
    EscapeTheory theory = EscapeTheory.of(chain(1, 0.35, Transition.LEARN, Noise.GRADIENT));
    assertThat(theory.barrier().orElseThrow()).isEqualTo(0.0225035, offset(1e-7));
    assertThat(theory.law().orElseThrow().prefactor()).isEqualTo(9.7815, offset(1e-4));
    assertThat(theory.usableZeroModes()).containsExactly(0);
  }

  @Test
  void theRankOneTrapOfTwoByTwoHasALawWithoutZeroModes() {
    EscapeTheory theory = EscapeTheory.of(network(2, 2));
    assertThat(theory.barrier().orElseThrow()).isEqualTo(0.0114275, offset(1e-7));
    // papers.md T-D2: mean times in steps of 0.1 by the 12-dimensional Langer rate.
    assertThat(theory.meanTime(0.0114275 / 2).orElseThrow() / 0.1).isEqualTo(1239, offset(2.0));
    assertThat(theory.meanTime(0.0114275 / 6).orElseThrow() / 0.1).isEqualTo(67665, offset(70.0));
  }

  @Test
  void zeroModesAreFittedUpToAWidthOfThree() {
    assertThat(EscapeTheory.of(network(3, 2)).usableZeroModes()).containsExactly(0, 2);
    assertThat(EscapeTheory.of(network(4, 2)).usableZeroModes()).containsExactly(0);
  }

  @Test
  void batchesForgetByTheQuasiPotentialAndNeverLearn() {
    EscapeTheory forget =
        EscapeTheory.of(chain(0.8, 0.33, Transition.FORGET, Noise.UNIT_VARIANCE_BATCHES));
    assertThat(forget.barrier().orElseThrow()).isEqualTo(0.027104, offset(1e-6));
    assertThat(forget.law()).isEmpty();
    EscapeTheory learn =
        EscapeTheory.of(chain(0.8, 0.2, Transition.LEARN, Noise.UNIT_VARIANCE_BATCHES));
    assertThat(learn.name().orElseThrow()).startsWith("absorbing");
    assertThat(learn.barrier()).isEmpty();
  }

  @Test
  void thereIsNoTheoryWithoutASaddleOrNoise() {
    assertThat(EscapeTheory.of(chain(1, 0.5, Transition.LEARN, Noise.GRADIENT)))
        .isEqualTo(EscapeTheory.NONE);
    assertThat(EscapeTheory.of(chain(1, 0, Transition.LEARN, Noise.GRADIENT)))
        .isEqualTo(EscapeTheory.NONE);
    assertThat(EscapeTheory.of(chain(1, 0.35, Transition.LEARN, Noise.NONE)))
        .isEqualTo(EscapeTheory.NONE);
  }

  private static EscapeSetting chain(double s, double l2, Transition transition, Noise noise) {
    return new EscapeSetting(3, 1, List.of(s), 1, 1, l2, 1, transition, noise);
  }

  private static EscapeSetting network(int width, int mode) {
    return new EscapeSetting(
        3, width, List.of(1.0, 0.7), 2, 2, 0.22, mode, Transition.LEARN, Noise.GRADIENT);
  }
}
