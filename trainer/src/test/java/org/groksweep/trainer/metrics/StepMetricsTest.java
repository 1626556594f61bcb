package org.groksweep.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StepMetricsTest {

  private static final StepMetrics DIVERGED =
      new StepMetrics(
          0,
          7,
          7,
          0.7,
          Double.NaN,
          OptionalDouble.of(Double.POSITIVE_INFINITY),
          Double.NaN,
          OptionalDouble.of(0.1),
          OptionalDouble.empty(),
          Double.POSITIVE_INFINITY,
          Double.NaN,
          Double.NaN,
          List.of(Double.NaN, 1.0),
          ProbeValues.NONE,
          false);

  @Test
  void aRowOfADivergedTrialKeepsItsNumbersAsTheyAre() {
    assertThat(DIVERGED.value("train_loss")).hasValue(Double.NaN);
    assertThat(DIVERGED.value("test_loss")).hasValue(Double.POSITIVE_INFINITY);
    assertThat(DIVERGED.value("test_accuracy")).isEmpty();
    assertThat(DIVERGED.value("gradient_norm")).hasValue(Double.NaN);
    assertThat(DIVERGED.finite()).isFalse();
  }

  @Test
  void anUnknownMetricIsRefused() {
    assertThatThrownBy(() -> DIVERGED.value("train_los")).hasMessage("no metric train_los");
  }
}
