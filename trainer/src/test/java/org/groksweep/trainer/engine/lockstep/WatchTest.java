package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final EscapeRule RULE =
      new EscapeRule("up", "singular_values_1", Direction.ABOVE, 1, 0.5, 3);

  @Test
  void aCrossingIsConfirmedOnceItHasHeldForItsDwell() {
    Watch watch = new Watch(RULE, true, 2);
    double[] values = {0, 1.2, 0.6, 0.5, 0.5};
    for (int step = 0; step < 4; step++) {
      assertThat(watch.accept(1, step, values[step])).isFalse();
    }
    assertThat(watch.isWaiting()).isTrue();
    assertThat(watch.accept(1, 4, values[4])).isTrue();
    assertThat(watch.crossing(1)).hasValue(1);
    assertThat(watch.crossing(0)).isEmpty();
    assertThat(watch.isWaiting()).isFalse();
    assertThat(watch.accept(1, 5, 0)).isFalse();
    assertThat(watch.crossing(1)).hasValue(1);
  }

  @Test
  void whatComesBackOverTheResetHasNotCrossed() {
    Watch watch = new Watch(RULE, true, 1);
    double[] values = {1, 1, 0.4, 0.9, 1, 1, 1, 1};
    boolean ended = false;
    for (int step = 0; step < values.length; step++) {
      ended = watch.accept(0, step, values[step]);
    }
    assertThat(ended).isTrue();
    assertThat(watch.crossing(0)).hasValue(4);
  }

  @Test
  void aRuleThatDoesNotEndThePhaseOnlyTells() {
    Watch watch = new Watch(EscapeRule.atOnce("up", "train_loss", Direction.BELOW, 1), false, 1);
    assertThat(watch.accept(0, 0, 2)).isFalse();
    assertThat(watch.accept(0, 1, 1)).isFalse();
    assertThat(watch.crossing(0)).hasValue(1);
  }
}
