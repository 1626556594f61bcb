package org.groksweep.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DeepLinear.Scheme;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.junit.jupiter.api.Test;

class DeepLinearWeightsTest {

  private static final SeedStreams SEEDS = SeedStreams.of(11);

  @Test
  void normalWeightsHaveTheWidthsVarianceOnEveryLayer() {
    DeepLinear model = new DeepLinear(3, 4, Scheme.NORMAL, 0.5, List.of(), 0);
    double[] weights = DeepLinearWeights.draw(model, 2, 3, SEEDS);
    RandomStream draws = new RandomStream(SEEDS, Stream.INIT);
    // [4, 2], [4, 4] and [3, 4]; 0.5 / √4 is the standard deviation.
    assertThat(weights).hasSize(8 + 16 + 12);
    assertThat(weights[7]).isEqualTo(0.25 * draws.gaussian(0, 7));
    assertThat(weights[8]).isEqualTo(0.25 * draws.gaussian(2, 0));
    assertThat(weights[8 + 16 + 5]).isEqualTo(0.25 * draws.gaussian(4, 5));
  }

  @Test
  void modesStandOnTheDiagonalOfEveryLayer() {
    DeepLinear model = new DeepLinear(2, 3, Scheme.MODES, 1, List.of(0.25, 0.0625), 0);
    assertThat(DeepLinearWeights.draw(model, 2, 2, SEEDS))
        .containsExactly(0.5, 0, 0, 0.25, 0, 0, 0.5, 0, 0, 0, 0.25, 0);
  }

  @Test
  void initialNoiseIsAddedToModes() {
    DeepLinear model = new DeepLinear(1, 1, Scheme.MODES, 1, List.of(0.25), 0.1);
    RandomStream draws = new RandomStream(SEEDS, Stream.INIT);
    assertThat(DeepLinearWeights.draw(model, 1, 2, SEEDS))
        .containsExactly(0.1 * draws.gaussian(0, 0) + 0.25, 0.1 * draws.gaussian(0, 1));
  }

  @Test
  void aModeWithoutAPlaceIsRefused() {
    DeepLinear model = new DeepLinear(2, 3, Scheme.MODES, 1, List.of(1.0, 1.0, 1.0), 0);
    assertThatThrownBy(() -> new DeepLinearFamily().checkFits(model, 3, 2, Optional.empty()))
        .hasMessage("modes: 3 are more than the 2 that inputs and outputs have places for");
  }
}
