package org.groksweep.analysis.hysteresis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.analysis.hysteresis.WalkPlan.Step;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.junit.jupiter.api.Test;

class WalkGroupTest {

  private static final DeepLinearMode MODE = new DeepLinearMode(3, 1);

  @Test
  void aWalkUpAndDownHasTwoLegsAndItsTurnBelongsToTheFirst() {
    WalkPlan plan =
        WalkPlan.of(
                List.of(
                    step("settle", 0.2, 0),
                    step("loop_1", 0.1, 0),
                    step("loop_2", 0.2, 0),
                    step("loop_3", 0.3, 0),
                    step("loop_4", 0.2, 0),
                    step("loop_5", 0.1, 0)))
            .orElseThrow();
    assertThat(plan.legs().get(WalkDirection.UP).values()).containsExactly(0.1, 0.2, 0.3);
    assertThat(plan.legs().get(WalkDirection.DOWN).values()).containsExactly(0.2, 0.1);
    assertThat(plan.legs().get(WalkDirection.UP).dwellSteps()).isEqualTo(50);
  }

  @Test
  void twoWalksAreTheTwoLegs() {
    WalkPlan plan =
        WalkPlan.of(
                List.of(
                    step("up_1", 0.1, 0),
                    step("up_2", 0.2, 0),
                    step("up_3", 0.3, 0),
                    step("down_1", 0.3, 0.01),
                    step("down_2", 0.2, 0.01),
                    step("down_3", 0.1, 0.01)))
            .orElseThrow();
    assertThat(plan.legs().get(WalkDirection.UP).temperature()).isZero();
    assertThat(plan.legs().get(WalkDirection.DOWN).values()).containsExactly(0.3, 0.2, 0.1);
    assertThat(plan.legs().get(WalkDirection.DOWN).temperature()).isEqualTo(0.01);
  }

  @Test
  void otherPhasesAreNoWalk() {
    assertThat(WalkPlan.of(List.of(step("a", 0.1, 0), step("b", 0.2, 0), step("c", 0.3, 0))))
        .isEmpty();
    assertThat(WalkPlan.of(List.of(step("a_1", 0.1, 0), step("a_2", 0.2, 0)))).isEmpty();
    assertThat(WalkPlan.of(List.of(step("a_1", 0.1, 0), step("a_2", 0.1, 0), step("a_3", 0.1, 0))))
        .isEmpty();
  }

  @Test
  void replicasThatDoNotJumpLieBeyondTheEndInBothDirections() {
    List<List<WalkObservation>> replicas = new ArrayList<>();
    for (int k = 0; k < 10; k++) {
      // Forgotten at .30 + .01·k; learned again at .12 by four of ten.
      replicas.add(replica(0.30 + 0.01 * k, k < 4 ? 0.12 : -1));
    }
    WalkGroup group = new WalkGroup(plan(), List.of(MODE), replicas);

    Estimate up = group.jump(0, WalkDirection.UP);
    assertThat(up.value().orElseThrow()).isEqualTo(0.345, offset(1e-9));
    // Of ten, the second smallest and the second largest: P(Bin(10, 1/2) < 2) = 11/1024.
    assertThat(up.lower().orElseThrow()).isEqualTo(0.31, offset(1e-9));
    assertThat(up.upper().orElseThrow()).isEqualTo(0.38, offset(1e-9));
    Estimate down = group.jump(0, WalkDirection.DOWN);
    assertThat(down.status()).isEqualTo(FitStatus.OUTSIDE_GRID);
    assertThat(down.value()).isEmpty();
    assertThat(down.censored()).isEqualTo(6);
    assertThat(down.upper().orElseThrow()).isEqualTo(0.12, offset(1e-9));
    assertThat(down.lower()).isEmpty();
    assertThat(group.transitions(0, WalkDirection.UP)).isEqualTo(1);
    assertThat(group.transitions(WalkDirection.DOWN)).isEqualTo(0.4, offset(1e-12));
    assertThat(group.width(0).value().orElseThrow()).isEqualTo(0.315 - 0.12, offset(1e-9));
    assertThat(group.width(0).trials() - group.width(0).censored()).isEqualTo(4);
  }

  @Test
  void withoutNoiseTheoryHasAJumpAtTheSpinodalUpwardsAlone() {
    WalkGroup group = new WalkGroup(plan(), List.of(MODE), List.of());
    assertThat(group.noiselessJump(0, WalkDirection.UP).orElseThrow())
        .isEqualTo(0.47247, offset(1e-5));
    assertThat(group.noiselessJump(0, WalkDirection.DOWN)).isEmpty();
    assertThat(group.thermalJump(0, WalkDirection.UP)).isEmpty();
  }

  private static WalkPlan plan() {
    List<Step> steps = new ArrayList<>();
    for (int k = 1; k <= 50; k++) {
      steps.add(step("up_" + k, k / 100.0, 0));
    }
    for (int k = 1; k <= 49; k++) {
      steps.add(step("down_" + k, (50 - k) / 100.0, 0));
    }
    return WalkPlan.of(steps).orElseThrow();
  }

  private static List<WalkObservation> replica(double forgottenAt, double learnedAt) {
    List<WalkObservation> observations = new ArrayList<>();
    plan()
        .legs()
        .forEach(
            (direction, leg) -> {
              for (double l2 : leg.values()) {
                double limit = direction == WalkDirection.UP ? forgottenAt : learnedAt + 1e-9;
                boolean learned = direction == WalkDirection.UP ? l2 < limit - 1e-9 : l2 <= limit;
                observations.add(new WalkObservation(direction, 0, l2, learned ? 0.6 : 0));
              }
            });
    return observations;
  }

  private static Step step(String name, double l2, double temperature) {
    return new Step(name, l2, 50, 0.1, temperature);
  }
}
