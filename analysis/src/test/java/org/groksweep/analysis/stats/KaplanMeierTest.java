package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.groksweep.analysis.stats.KaplanMeier.Lifetime;
import org.junit.jupiter.api.Test;

/** Remission in weeks of 42 leukaemia patients: Freireich et al. 1963, Blood 21, 699. */
class KaplanMeierTest {

  // The published values have three (survival) and four (standard error) decimals.
  private static final Offset<Double> SURVIVAL = within(5.1e-4);
  private static final Offset<Double> ERROR = within(5.1e-5);

  private static final List<Lifetime> TREATED =
      lifetimes("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split(" "));
  private static final List<Lifetime> PLACEBO =
      lifetimes("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23".split(" "));

  @Test
  void theTreatedPatientsGiveTheTextbookCurve() {
    KaplanMeier curve = KaplanMeier.of(TREATED);
    double[] times = {6, 7, 10, 13, 16, 22, 23};
    double[] survival = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
    double[] error = {0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
    assertThat(curve.points()).hasSize(times.length);
    for (int i = 0; i < times.length; i++) {
      assertThat(curve.points().get(i).time()).isEqualTo(times[i]);
      assertThat(curve.points().get(i).survival()).isCloseTo(survival[i], SURVIVAL);
      assertThat(curve.points().get(i).standardError().getAsDouble()).isCloseTo(error[i], ERROR);
    }
    assertThat(curve.median()).hasValue(23);
  }

  @Test
  void withoutCensoringTheCurveIsTheShareStillAlive() {
    KaplanMeier curve = KaplanMeier.of(PLACEBO);
    assertThat(curve.median()).hasValue(8);
    assertThat(curve.survivalAt(0.5)).isEqualTo(1);
    assertThat(curve.survivalAt(8)).isCloseTo(8 / 21.0, within(1e-12));
    // Greenwood without censoring is the binomial variance S(1-S)/n.
    double binomial = Math.sqrt(8 / 21.0 * (13 / 21.0) / 21);
    assertThat(curve.points().get(5).standardError().getAsDouble())
        .isCloseTo(binomial, within(1e-12));
  }

  @Test
  void theLastDeathLeavesNoStandardError() {
    KaplanMeier curve = KaplanMeier.of(PLACEBO);
    assertThat(curve.points().get(curve.points().size() - 1).survival()).isZero();
    assertThat(curve.points().get(curve.points().size() - 1).standardError()).isEmpty();
    assertThat(curve.points().get(curve.points().size() - 1).interval(0.95)).isEmpty();
  }

  @Test
  void theIntervalStaysInsideZeroAndOneAndAroundTheCurve() {
    for (KaplanMeier.Point point : KaplanMeier.of(TREATED).points()) {
      Interval interval = point.interval(0.95).orElseThrow();
      assertThat(interval.contains(point.survival())).isTrue();
      assertThat(interval.lower()).isPositive();
      assertThat(interval.upper()).isLessThan(1);
    }
  }

  @Test
  void allCensoredHasNoPointsAndNoMedian() {
    KaplanMeier curve = KaplanMeier.of(List.of(new Lifetime(5, false), new Lifetime(5, false)));
    assertThat(curve.points()).isEmpty();
    assertThat(curve.median()).isEmpty();
    assertThat(curve.survivalAt(100)).isEqualTo(1);
  }

  @Test
  void theOrderOfTheLifetimesDoesNotMatter() {
    List<Lifetime> shuffled = new ArrayList<>(TREATED);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(KaplanMeier.of(shuffled)).isEqualTo(KaplanMeier.of(TREATED));
  }

  @Test
  void aTimeThatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> new Lifetime(Double.NaN, true))
        .hasMessage("time: NaN must be finite and at least 0");
  }

  private static List<Lifetime> lifetimes(String[] words) {
    return Arrays.stream(words)
        .map(w -> new Lifetime(Double.parseDouble(w.replace("+", "")), !w.endsWith("+")))
        .toList();
  }
}
