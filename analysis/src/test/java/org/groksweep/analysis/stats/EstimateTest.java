package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.groksweep.analysis.stats.Estimate.Bounds;
import org.groksweep.analysis.stats.Estimate.Sample;
import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Sample SAMPLE =
      new Sample(10, 2, OptionalLong.of(4000), "seeds independent");

  @Test
  void anEstimateWithoutANumberIsEmptyAndKeepsItsCounts() {
    Estimate none = Estimate.none(FitStatus.TOO_FEW_POINTS, SAMPLE);
    assertThat(none.value()).isEmpty();
    assertThat(none.lower()).isEmpty();
    assertThat(none.trials()).isEqualTo(10);
    assertThat(none.budget()).hasValue(4000);
  }

  @Test
  void notANumberIsRefused() {
    assertThatThrownBy(() -> estimate(Double.NaN, new Interval(0, 1)))
        .hasMessage("value: NaN must be finite; leave it empty if unknown");
  }

  @Test
  void okWithoutANumberIsRefused() {
    assertThatThrownBy(() -> Estimate.none(FitStatus.OK, SAMPLE))
        .hasMessage("status: OK must come with a value");
  }

  @Test
  void moreCensoredThanTrialsIsRefused() {
    assertThatThrownBy(
            () ->
                Estimate.none(FitStatus.INCOMPLETE, new Sample(1, 2, OptionalLong.empty(), "none")))
        .hasMessage("censored: 2 must be in [0, trials], with trials 1");
  }

  @Test
  void anIntervalTheWrongWayRoundIsRefused() {
    assertThatThrownBy(() -> new Interval(2, 1))
        .hasMessage("interval: [2.0, 1.0] must have lower <= upper");
  }

  private static Estimate estimate(double value, Interval interval) {
    return Estimate.of(
        OptionalDouble.of(value), OptionalDouble.of(1), Bounds.of(interval), FitStatus.OK, SAMPLE);
  }
}
