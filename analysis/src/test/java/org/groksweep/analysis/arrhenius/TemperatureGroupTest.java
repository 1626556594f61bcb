package org.groksweep.analysis.arrhenius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemperatureGroupTest {

  @ParameterizedTest
  @CsvSource({
    // χ²(2d) at .025 and .975: NIST/SEMATECH e-Handbook 1.3.6.7.4, printed to three decimals.
    "1, 0.051, 7.378",
    "2, 0.484, 11.143",
    "5, 3.247, 20.483",
    "10, 9.591, 34.170",
    "50, 74.222, 129.561",
  })
  void meansHaveTheChiSquareInterval(int events, double low, double high) {
    Estimate mean = group(events, 0).meanTime();
    double total = 100.0 * events;
    assertThat(mean.value()).hasValue(100);
    assertThat(2 * total / mean.upper().orElseThrow()).isEqualTo(low, offset(6e-4));
    assertThat(2 * total / mean.lower().orElseThrow()).isEqualTo(high, offset(6e-4));
    assertThat(mean.standardError().orElseThrow())
        .isEqualTo(100 / Math.sqrt(events), offset(1e-12));
  }

  @Test
  void censoredTimesCountInTheTotalAndNotAmongTheEvents() {
    Estimate mean = group(4, 6).meanTime();
    assertThat(mean.value()).hasValue((4 * 100 + 6 * 500) / 4.0);
    assertThat(mean.trials()).isEqualTo(10);
    assertThat(mean.censored()).isEqualTo(6);
    assertThat(mean.budget()).hasValue(500);
    // The variance follows the number of events: with trials the error would be 10 % less than
    // half.
    assertThat(mean.standardError().orElseThrow()).isEqualTo(850 / 2.0, offset(1e-12));
  }

  @Test
  void withoutEventsThereIsOnlyALowerBound() {
    Estimate mean = group(0, 8).meanTime();
    assertThat(mean.status()).isEqualTo(FitStatus.ALL_CENSORED);
    assertThat(mean.value()).isEmpty();
    assertThat(mean.upper()).isEmpty();
    double lower = mean.lower().orElseThrow();
    // At that mean, waiting 8 × 500 in vain has probability 1/20.
    assertThat(Math.exp(-8 * 500 / lower)).isEqualTo(0.05, offset(1e-12));
  }

  @Test
  void groupsAscendInTemperature() {
    List<EscapeTime> times =
        List.of(
            new EscapeTime(0, 2, 0.1, 5, 9, true),
            new EscapeTime(0, 1, 0.1, 6, 9, true),
            new EscapeTime(1, 2, 0.1, 7, 9, true));
    List<TemperatureGroup> groups = TemperatureGroup.of(times, TimeUnit.STEPS);
    assertThat(groups).extracting(TemperatureGroup::temperature).containsExactly(1.0, 2.0);
    assertThat(groups).extracting(TemperatureGroup::trials).containsExactly(1L, 2L);
  }

  @Test
  void variationIsTheStandardDeviationOverTheMeanOfUncensoredTimes() {
    List<EscapeTime> times =
        List.of(
            new EscapeTime(0, 1, 0.1, 100, 900, true), new EscapeTime(1, 1, 0.1, 300, 900, true));
    assertThat(TemperatureGroup.of(times, TimeUnit.STEPS).get(0).variation().orElseThrow())
        .isEqualTo(Math.sqrt(20_000) / 200, offset(1e-12));
    assertThat(group(3, 1).variation()).isEqualTo(OptionalDouble.empty());
    assertThat(group(1, 0).variation()).isEqualTo(OptionalDouble.empty());
  }

  private static TemperatureGroup group(int events, int censored) {
    List<EscapeTime> times = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      times.add(new EscapeTime(i, 1, 0.1, 100, 500, true));
    }
    for (int i = 0; i < censored; i++) {
      times.add(new EscapeTime(events + i, 1, 0.1, 500, 500, false));
    }
    return TemperatureGroup.of(times, TimeUnit.STEPS).get(0);
  }
}
