package org.groksweep.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;

class PassageTrackerTest {

  private static final PassageRule RULE =
      new PassageRule("rise", "train_accuracy", Direction.ABOVE, 0.5, 3);

  @Test
  void aCrossingThatHoldsIsItsFirstStep() {
    assertThat(passage(RULE, 0, 0.1, 0.6, 0.7, 0.8, 0))
        .isEqualTo(new Passage("train", "rise", 20, 10, false));
  }

  @Test
  void aCrossingThatDoesNotHoldDoesNotCount() {
    assertThat(passage(RULE, 0, 0.6, 0.7, 0.1, 0.6, 0.7, 0.8))
        .isEqualTo(new Passage("train", "rise", 40, 30, false));
  }

  @Test
  void aPhaseThatEndsBeforeTheDwellIsCensored() {
    assertThat(passage(RULE, 0, 0.1, 0.6, 0.7))
        .isEqualTo(new Passage("train", "rise", 30, 30, true));
  }

  @Test
  void aPhaseThatBeginsCrossedHasNoBracket() {
    assertThat(passage(RULE, 0.9, 0.9, 0.9, 0.9))
        .isEqualTo(new Passage("train", "rise", 0, 0, false));
  }

  @Test
  void theThresholdItselfIsCrossedAndNotANumberIsNot() {
    assertThat(passage(RULE, 0.5, Double.NaN, 0.5, 0.5, 0.5).step()).isEqualTo(20);
    PassageRule fall = new PassageRule("fall", "train_loss", Direction.BELOW, 0.5, 1);
    assertThat(passage(fall, 1, Double.NaN, 0.5).step()).isEqualTo(20);
  }

  @Test
  void aMetricThatDoesNotApplyIsNeverCrossed() {
    PassageTracker tracker = new PassageTracker(RULE);
    tracker.accept(0, OptionalDouble.empty());
    tracker.accept(10, OptionalDouble.empty());
    assertThat(tracker.passage("train")).isEqualTo(new Passage("train", "rise", 10, 10, true));
  }

  @Test
  void dwellOneNeedsOneRecord() {
    PassageRule once = new PassageRule("once", "train_accuracy", Direction.ABOVE, 0.5, 1);
    assertThat(passage(once, 0, 0.6, 0)).isEqualTo(new Passage("train", "once", 10, 0, false));
  }

  /** Values at steps 0, 10, 20, …. */
  private static Passage passage(PassageRule rule, double... values) {
    PassageTracker tracker = new PassageTracker(rule);
    for (int i = 0; i < values.length; i++) {
      tracker.accept(10L * i, OptionalDouble.of(values[i]));
    }
    return tracker.passage("train");
  }
}
