package org.groksweep.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.groksweep.analysis.hysteresis.HysteresisLoop;
import org.groksweep.analysis.hysteresis.PresenceRule;
import org.groksweep.analysis.hysteresis.WalkDirection;
import org.groksweep.analysis.hysteresis.WalkObservation;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** papers.md T-D4 and T-D5 on scalar chains: walks of L2 with and without noise. */
@Tag("slow")
class ThermalLoopReferenceTest {

  private static final double LEARNING_RATE = 0.1;

  @ParameterizedTest
  @CsvSource({"0.006, 0.37, 0.42", "0.004, 0.32, 0.44", "0.0025, 0.27, 0.45"})
  void noiseNarrowsTheLoop(double temperature, double down, double up) {
    DeepLinearMode mode = new DeepLinearMode(3, 1);
    List<HysteresisLoop> loops = new ArrayList<>();
    for (int seed = 0; seed < 15; seed++) {
      loops.add(
          HysteresisLoop.of(
              walk(mode, temperature, 0.01, 50, seed), 0, PresenceRule.midpoints(mode)));
    }
    // Published medians of a grid of .01: one grid step for another stream's median.
    assertThat(median(loops.stream().map(l -> l.down().orElseThrow().l2()).toList()))
        .isEqualTo(down, offset(0.0101));
    assertThat(median(loops.stream().map(l -> l.up().orElseThrow().l2()).toList()))
        .isEqualTo(up, offset(0.0101));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.8, 0.6, 0.4})
  void withoutNoiseAModeIsForgottenAtTheSpinodalAndNotLearnedAgain(double s) {
    DeepLinearMode mode = new DeepLinearMode(3, s);
    HysteresisLoop loop =
        HysteresisLoop.of(walk(mode, 0, 0.005, 105, 0), 0, PresenceRule.halfOfSpinodal(mode));
    assertThat(loop.upTransitions()).isEqualTo(1);
    assertThat(loop.spinodalResidual(mode).orElseThrow()).isBetween(0.0, 0.01);
    assertThat(loop.down()).isEmpty();
  }

  @Test
  void twoLayersFadeWithoutALoop() {
    DeepLinearMode mode = new DeepLinearMode(2, 0.4);
    HysteresisLoop loop =
        HysteresisLoop.of(walk(mode, 1e-7, 0.005, 105, 0), 0, PresenceRule.halfOfSpinodal(mode));
    assertThat(loop.up().orElseThrow().l2()).isEqualTo(0.4, offset(0.02));
    assertThat(loop.width().orElseThrow()).isEqualTo(0, offset(0.02));
  }

  /** Up from the learned state and down again, 3,000 steps per value. */
  private static List<WalkObservation> walk(
      DeepLinearMode mode, double temperature, double spacing, int values, int seed) {
    List<Double> upwards = IntStream.rangeClosed(1, values).mapToObj(k -> k * spacing).toList();
    ScalarChain chain =
        new ScalarChain(
            mode,
            LEARNING_RATE,
            2 * temperature / LEARNING_RATE,
            mode.at(spacing).learned().orElseThrow().layerWeight(),
            new SplittableRandom(seed));
    List<WalkObservation> observations = new ArrayList<>();
    observe(chain, upwards, WalkDirection.UP, observations);
    List<Double> downwards = new ArrayList<>(upwards);
    Collections.reverse(downwards);
    observe(chain, downwards, WalkDirection.DOWN, observations);
    return observations;
  }

  private static void observe(
      ScalarChain chain,
      List<Double> values,
      WalkDirection direction,
      List<WalkObservation> observations) {
    for (double l2 : values) {
      for (int step = 0; step < 3000; step++) {
        chain.step(l2);
      }
      observations.add(new WalkObservation(direction, 0, l2, chain.strength()));
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
