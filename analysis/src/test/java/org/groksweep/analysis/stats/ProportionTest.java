package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  // Newcombe prints four decimals.
  private static final Offset<Double> PRINTED = within(5.1e-5);
  private static final Offset<Double> EXACT = within(1e-9);

  /** Newcombe 1998, Statistics in Medicine 17, 857, table I, methods 3 and 5. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662, 0.2527, 0.3676",
    "15, 148, 0.0624, 0.1605, 0.0578, 0.1617",
    "0, 20, 0.0000, 0.1611, 0.0000, 0.1684",
    "1, 29, 0.0061, 0.1718, 0.0009, 0.1776"
  })
  void intervalsAreThoseOfNewcombesTable(
      long successes, long trials, double wl, double wu, double cl, double cu) {
    Proportion proportion = new Proportion(successes, trials);
    assertThat(proportion.wilson(0.95).lower()).isCloseTo(wl, PRINTED);
    assertThat(proportion.wilson(0.95).upper()).isCloseTo(wu, PRINTED);
    assertThat(proportion.clopperPearson(0.95).lower()).isCloseTo(cl, PRINTED);
    assertThat(proportion.clopperPearson(0.95).upper()).isCloseTo(cu, PRINTED);
  }

  @Test
  void zeroOfTwentyHasLowerBoundZeroAndTheClosedFormAbove() {
    Interval interval = new Proportion(0, 20).clopperPearson(0.95);
    assertThat(interval.lower()).isZero();
    assertThat(interval.upper()).isCloseTo(1 - Math.pow(0.025, 1 / 20.0), EXACT);
    assertThat(new Proportion(0, 20).wilson(0.95).lower()).isZero();
  }

  @Test
  void twentyOfTwentyHasUpperBoundOneAndTheClosedFormBelow() {
    Interval interval = new Proportion(20, 20).clopperPearson(0.95);
    assertThat(interval.upper()).isEqualTo(1);
    assertThat(interval.lower()).isCloseTo(Math.pow(0.025, 1 / 20.0), EXACT);
    assertThat(new Proportion(20, 20).wilson(0.95).upper()).isEqualTo(1);
  }

  @Test
  void twentyNineOfAHundredStaysTwentyNine() {
    // A fraction multiplied back, (long) (0.29 * 100), is 28 and its lower end 0.1947.
    assertThat(new Proportion(29, 100).clopperPearson(0.95).lower()).isCloseTo(0.2036, PRINTED);
  }

  @Test
  void exchangingSuccessAndFailureMirrorsTheInterval() {
    for (int successes = 0; successes <= 7; successes++) {
      Interval one = new Proportion(successes, 7).clopperPearson(0.9);
      Interval other = new Proportion(7 - successes, 7).clopperPearson(0.9);
      assertThat(one.lower()).isCloseTo(1 - other.upper(), EXACT);
    }
  }

  @Test
  void theBinomialTailIsTheSumOfItsTerms() {
    // (1 + 5) / 2^5
    assertThat(new Proportion(1, 5).probabilityOfAtMost(0.5)).isCloseTo(6 / 32.0, EXACT);
    assertThat(new Proportion(5, 5).probabilityOfAtMost(0.5)).isEqualTo(1);
    assertThat(new Proportion(0, 6).probabilityOfAtMost(0.5)).isCloseTo(1 / 64.0, EXACT);
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> new Proportion(0, 0)).hasMessage("trials: 0 must be at least 1");
    assertThatThrownBy(() -> new Proportion(3, 2)).hasMessage("successes: 3 must be in [0, 2]");
    assertThatThrownBy(() -> new Proportion(1, 2).wilson(95))
        .hasMessage("level: 95.0 must be in (0, 1)");
    assertThatThrownBy(() -> new Proportion(1, 2).probabilityOfAtMost(2))
        .hasMessage("probability: 2.0 must be in [0, 1]");
  }
}
