package org.groksweep.analysis.hysteresis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.groksweep.analysis.theory.DeepLinearMode;
import org.groksweep.analysis.theory.Transition;
import org.junit.jupiter.api.Test;

class HysteresisLoopTest {

  private static final PresenceRule TRIGGER = l2 -> new PresenceRule.Thresholds(0.6, 0.2);

  @Test
  void aLoopHasTwoJumpsAWidthAndAnArea() {
    List<WalkObservation> walk = new ArrayList<>();
    walk.addAll(mode(0, WalkDirection.UP, 1, 1, 1, 1, 0));
    walk.addAll(mode(0, WalkDirection.DOWN, 1, 0, 0, 0, 0));
    HysteresisLoop loop = HysteresisLoop.of(walk, 0, TRIGGER);
    assertThat(loop.up()).hasValue(new Jump(0, WalkDirection.UP, false, 0.4, 0.3));
    assertThat(loop.down()).hasValue(new Jump(0, WalkDirection.DOWN, true, 0.0, 0.1));
    assertThat(loop.width()).hasValue(0.4);
    // Gaps 0, 1, 1, 1, 0 at a spacing of .1.
    assertThat(loop.area().orElseThrow()).isEqualTo(0.3, offset(1e-12));
    assertThat(loop.upTransitions()).isEqualTo(1);
    assertThat(loop.downTransitions()).isEqualTo(1);
  }

  @Test
  void theOrderOfObservationsDoesNotMatter() {
    List<WalkObservation> walk = new ArrayList<>();
    walk.addAll(mode(0, WalkDirection.UP, 1, 1, 1, 1, 0));
    walk.addAll(mode(0, WalkDirection.DOWN, 1, 0, 0, 0, 0));
    HysteresisLoop loop = HysteresisLoop.of(walk, 0, TRIGGER);
    Collections.shuffle(walk, new Random(3));
    assertThat(HysteresisLoop.of(walk, 0, TRIGGER)).isEqualTo(loop);
  }

  @Test
  void betweenTheThresholdsAModeKeepsItsState() {
    List<WalkObservation> walk = mode(0, WalkDirection.UP, 1, 0.5, 0.3, 0.5, 0.1);
    assertThat(HysteresisLoop.of(walk, 0, TRIGGER).upTransitions()).isEqualTo(1);
    // A single threshold inside that range sees three changes.
    assertThat(HysteresisLoop.of(walk, 0, PresenceRule.above(0.4)).upTransitions()).isEqualTo(3);
  }

  @Test
  void aModeThatReturnsJumpsWhereItLeavesForGood() {
    List<WalkObservation> walk = mode(0, WalkDirection.UP, 1, 0, 1, 1, 0);
    HysteresisLoop loop = HysteresisLoop.of(walk, 0, TRIGGER);
    assertThat(loop.upTransitions()).isEqualTo(3);
    assertThat(loop.up().orElseThrow().l2()).isEqualTo(0.4);
  }

  @Test
  void aModeThatNeverReturnsHasNoWidth() {
    List<WalkObservation> walk = new ArrayList<>();
    walk.addAll(mode(0, WalkDirection.UP, 1, 1, 0, 0, 0));
    walk.addAll(mode(0, WalkDirection.DOWN, 0, 0, 0, 0, 0));
    HysteresisLoop loop = HysteresisLoop.of(walk, 0, TRIGGER);
    assertThat(loop.down()).isEmpty();
    assertThat(loop.width()).isEmpty();
    assertThat(loop.area().orElseThrow()).isEqualTo(0.15, offset(1e-12));
    assertThat(loop.coexistenceResidual(new DeepLinearMode(3, 1), WalkDirection.DOWN)).isEmpty();
  }

  @Test
  void aReversibleModeHasNoArea() {
    List<WalkObservation> walk = new ArrayList<>();
    walk.addAll(mode(0, WalkDirection.UP, 0.8, 0.7, 0.6, 0.1, 0));
    walk.addAll(mode(0, WalkDirection.DOWN, 0.8, 0.7, 0.6, 0.1, 0));
    assertThat(HysteresisLoop.of(walk, 0, TRIGGER).area()).hasValue(0);
  }

  @Test
  void aModeWithoutObservationsHasNothing() {
    HysteresisLoop loop = HysteresisLoop.of(List.of(), 0, TRIGGER);
    assertThat(loop.up()).isEmpty();
    assertThat(loop.area()).isEmpty();
    assertThat(loop.upTransitions()).isZero();
  }

  @Test
  void residualsAreAgainstSpinodalAndCoexistence() {
    List<WalkObservation> walk = mode(0, WalkDirection.UP, 1, 1, 1, 1, 1, 0);
    HysteresisLoop loop = HysteresisLoop.of(walk, 0, TRIGGER);
    DeepLinearMode theory = new DeepLinearMode(3, 1);
    assertThat(loop.spinodalResidual(theory).orElseThrow()).isEqualTo(0.5 - 0.472470, offset(1e-6));
    assertThat(loop.coexistenceResidual(theory, WalkDirection.UP).orElseThrow())
        .isEqualTo(0.5 - 0.396850, offset(1e-6));
  }

  @Test
  void twoVisitsOfOneValueAreRefused() {
    List<WalkObservation> walk = new ArrayList<>(mode(0, WalkDirection.UP, 1, 1));
    walk.addAll(mode(0, WalkDirection.UP, 1, 1));
    assertThatThrownBy(() -> HysteresisLoop.of(walk, 0, TRIGGER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "l2: 0.0 must be visited once per mode and direction (mode 0, UP);"
                + " average replicas or analyse them one by one");
  }

  @Test
  void theSummaryCountsTransitionsAgainstSingularValues() {
    List<DeepLinearMode> modes = List.of(new DeepLinearMode(3, 1), new DeepLinearMode(3, 0.8));
    List<WalkObservation> walk = new ArrayList<>();
    walk.addAll(mode(0, WalkDirection.UP, 1, 1, 1, 1, 0));
    walk.addAll(mode(1, WalkDirection.UP, 0.8, 0.7, 0.6, 0, 0));
    HysteresisSummary summary = HysteresisSummary.of(walk, modes);
    assertThat(summary.transitions(WalkDirection.UP)).isEqualTo(2);
    assertThat(summary.transitions(WalkDirection.DOWN)).isZero();
    assertThat(summary.oneTransitionPerMode()).isTrue();
  }

  @Test
  void theSummaryPredictsTheThermalJumpOfEachMode() {
    HysteresisSummary summary = HysteresisSummary.of(List.of(), List.of(new DeepLinearMode(3, 1)));
    List<Double> down = new ArrayList<>();
    for (int k = 50; k > 0; k--) {
      down.add(k / 100.0);
    }
    // papers.md T-D5.
    assertThat(
            summary.thermalPrediction(
                0, WalkDirection.DOWN, down, new HysteresisSummary.ThermalWalk(3000, 0.004, 0.1)))
        .hasValue(0.33);
  }

  @Test
  void thresholdsOfTheTheoryMoveWithL2() {
    PresenceRule rule = PresenceRule.midpoints(new DeepLinearMode(3, 1));
    assertThat(rule.at(0.35).high()).isEqualTo(0.315, offset(5e-4));
    assertThat(rule.at(0.35).low()).isEqualTo(0.025, offset(5e-4));
    // Beyond the spinodal, half of λ_c = 1/4.
    assertThat(rule.at(0.48)).isEqualTo(new PresenceRule.Thresholds(0.125, 0.125));
    assertThat(PresenceRule.halfOfSpinodal(new DeepLinearMode(2, 1)).at(0.3).high())
        .isEqualTo(0.01);
  }

  @Test
  void aPassageIsTheFirstTouchThatHolds() {
    FirstPassage passage =
        new FirstPassage(new PresenceRule.Thresholds(0.6, 0.2), Transition.LEARN, 2);
    double[] series = {0, 0.7, 0.1, 0.7, 0.5, 0.3, 0.9};
    for (int step = 0; step < 5; step++) {
      passage.observe(step, series[step]);
    }
    // Step 1 fell back under .2; step 3 stayed above it.
    assertThat(passage.step()).isEmpty();
    passage.observe(5, series[5]);
    assertThat(passage.step()).hasValue(3);
    passage.observe(6, 0);
    assertThat(passage.step()).hasValue(3);
  }

  @Test
  void withoutADwellTheFirstTouchCounts() {
    FirstPassage passage =
        new FirstPassage(new PresenceRule.Thresholds(0.6, 0.2), Transition.LEARN, 0);
    passage.observe(7, 0.6);
    assertThat(passage.step()).hasValue(7);
  }

  @Test
  void forgettingIsTheMirrorImage() {
    FirstPassage passage =
        new FirstPassage(new PresenceRule.Thresholds(0.6, 0.2), Transition.FORGET, 1);
    passage.observe(0, 0.9);
    passage.observe(1, 0.2);
    passage.observe(2, 0.7);
    passage.observe(3, 0.1);
    passage.observe(4, 0.4);
    assertThat(passage.step()).hasValue(3);
  }

  @Test
  void aDivergedSeriesHasNoPassage() {
    FirstPassage passage =
        new FirstPassage(new PresenceRule.Thresholds(0.6, 0.2), Transition.LEARN, 0);
    passage.observe(0, Double.NaN);
    assertThat(passage.step()).isEmpty();
  }

  @Test
  void crossedThresholdsAreRefused() {
    assertThatThrownBy(() -> new PresenceRule.Thresholds(0.1, 0.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thresholds: low 0.2 must be at most high 0.1");
  }

  /** Strengths at L2 = 0, .1, .2, … whichever way the walk goes. */
  private static List<WalkObservation> mode(
      int mode, WalkDirection direction, double... strengths) {
    List<WalkObservation> observations = new ArrayList<>();
    for (int k = 0; k < strengths.length; k++) {
      observations.add(new WalkObservation(direction, mode, k / 10.0, strengths[k]));
    }
    return observations;
  }
}
