package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplicatesTest {

  @Test
  void theMeanHasStudentsInterval() {
    // Mean 5, standard deviation √(20/3); t(3, .975) = 3.182446 (NIST).
    Estimate mean = Replicates.mean(List.of(2.0, 4.0, 6.0, 8.0), 5, OptionalLong.empty());
    double error = Math.sqrt(20 / 3.0 / 4);
    assertThat(mean.value().orElseThrow()).isEqualTo(5, offset(1e-12));
    assertThat(mean.standardError().orElseThrow()).isEqualTo(error, offset(1e-12));
    assertThat(mean.upper().orElseThrow()).isEqualTo(5 + 3.182446 * error, offset(1e-5));
    assertThat(mean.censored()).isEqualTo(1);
  }

  @Test
  void aSingleValueHasNoIntervalAndNoneNoNumber() {
    Estimate one = Replicates.mean(List.of(3.0), 1, OptionalLong.empty());
    assertThat(one.status()).isEqualTo(FitStatus.OK);
    assertThat(one.lower()).isEmpty();
    Estimate none = Replicates.mean(List.of(), 2, OptionalLong.empty());
    assertThat(none.status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
  }

  @Test
  void theMediansIntervalCoversNinetyFiveTimesInAHundred() {
    SplittableRandom random = new SplittableRandom(3);
    int covered = 0;
    for (int sample = 0; sample < 2000; sample++) {
      List<Double> values = new ArrayList<>();
      for (int k = 0; k < 15; k++) {
        values.add(-Math.log(1 - random.nextDouble()));
      }
      Estimate median = Replicates.median(values, 15, OptionalLong.empty());
      double truth = Math.log(2);
      covered +=
          median.lower().orElseThrow() <= truth && truth <= median.upper().orElseThrow() ? 1 : 0;
    }
    // The fourth and twelfth of fifteen hold the median with probability .9648 (binomial table).
    assertThat(covered / 2000.0).isEqualTo(0.9648, offset(0.0125));
  }

  @Test
  void ofFewerThanSixReplicasTheMedianHasNoInterval() {
    Estimate five = Replicates.median(Collections.nCopies(5, 1.0), 5, OptionalLong.empty());
    assertThat(five.value()).hasValue(1);
    assertThat(five.lower()).isEmpty();
    Estimate six = Replicates.median(List.of(1.0, 2.0, 3.0, 4.0, 5.0), 6, OptionalLong.empty());
    assertThat(six.value()).hasValue(3.5);
    assertThat(six.lower()).hasValue(1);
    assertThat(six.upper()).isEmpty();
  }
}
