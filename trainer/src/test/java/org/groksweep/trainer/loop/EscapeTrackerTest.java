package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;

class EscapeTrackerTest {

  private static final EscapeRule HIGH =
      new EscapeRule("high", "singular_values_1", Direction.ABOVE, 0.5, 0.2, 3);

  @Test
  void withoutADwellTheThresholdItselfConfirmsAtOnce() {
    EscapeRule rule = EscapeRule.atOnce("low", "train_loss", Direction.BELOW, 0.1);
    assertThat(crossing(rule, 0.3, 0.2, 0.1, 9)).hasValue(2);
    assertThat(crossing(rule, 0.05)).as("began crossed").hasValue(0);
    assertThat(crossing(rule, 0.3, 0.2)).isEmpty();
  }

  @Test
  void aCrossingIsConfirmedOnceItsDwellIsOverAndKeepsItsStep() {
    assertThat(crossing(HIGH, 0, 0.6, 0.6, 0.6)).isEmpty();
    assertThat(crossing(HIGH, 0, 0.6, 0.6, 0.6, 0.6)).hasValue(1);
  }

  @Test
  void betweenResetAndThresholdACrossingHolds() {
    assertThat(crossing(HIGH, 0.6, 0.2, 0.3, 0.4)).hasValue(0);
  }

  @Test
  void whatComesBackOverTheResetBeginsAnew() {
    assertThat(crossing(HIGH, 0.6, 0.1, 0.4, 0.6, 0.6, 0.6, 0.6)).hasValue(3);
    assertThat(crossing(HIGH, 0.6, 0.6, 0.6, 0.1)).as("at the dwell's last step").isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsNoCrossingAndEndsOne() {
    assertThat(crossing(HIGH, 0.6, 0.6, Double.NaN, 0.6, 0.6)).isEmpty();
    assertThat(crossing(EscapeRule.atOnce("x", "y", Direction.BELOW, 0), Double.NaN)).isEmpty();
  }

  @Test
  void aResetBeyondTheThresholdIsRefused() {
    assertThatThrownBy(() -> new EscapeRule("a", "b", Direction.BELOW, 0.5, 0.4, 3))
        .hasMessage("reset: 0.4 must not be beyond the threshold, 0.5");
    assertThatThrownBy(() -> new EscapeRule("a", "b", Direction.BELOW, 0.5, 0.6, 0))
        .hasMessage("reset: 0.6 must be the threshold, 0.5, without a dwell");
  }

  private static OptionalLong crossing(EscapeRule rule, double... values) {
    EscapeTracker tracker = new EscapeTracker(rule);
    for (int step = 0; step < values.length; step++) {
      tracker.accept(step, values[step]);
    }
    return tracker.crossing();
  }
}
