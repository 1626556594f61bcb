package org.groksweep.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.analysis.stats.LogisticRegression.Fit;
import org.groksweep.analysis.stats.LogisticRegression.Point;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

  private static final LogisticRegression ALMOST_FREE = new LogisticRegression(1e-9);

  /** Dalal, Fowlkes, Hoadley 1989, J. Am. Stat. Assoc. 84, 945: 15.0429 - 0.2322 t. */
  @Test
  void theShuttlesSealsGiveThePublishedCoefficients() {
    double[] temperatures = {
      66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58
    };
    int[] distress = {0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1};
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < distress.length; i++) {
      points.add(new Point(temperatures[i], distress[i], 1));
    }
    Fit fit = ALMOST_FREE.fit(points).orElseThrow();
    assertThat(fit.slope()).isCloseTo(-0.2322, within(5.1e-5));
    assertThat(-fit.slope() * fit.midpoint()).isCloseTo(15.0429, within(1e-4));
  }

  @Test
  void threePointsOnACurveAreFittedExactlyWithFractionsAsWithCounts() {
    Fit truth = new Fit(2.5, 0.3);
    List<Point> fractions = new ArrayList<>();
    for (double x : new double[] {-1, 0, 1}) {
      fractions.add(new Point(x, truth.probabilityAt(x), 1));
    }
    Fit fit = ALMOST_FREE.fit(fractions).orElseThrow();
    assertThat(fit.slope()).isCloseTo(2.5, within(1e-6));
    assertThat(fit.midpoint()).isCloseTo(0.3, within(1e-6));
  }

  @Test
  void separatedDataGiveAFiniteSlopeAndTheMiddleOfTheBracket() {
    Fit fit =
        new LogisticRegression(LogisticRegression.DEFAULT_RIDGE)
            .fit(
                List.of(
                    new Point(0, 0, 9), new Point(1, 0, 9), new Point(2, 9, 9), new Point(3, 9, 9)))
            .orElseThrow();
    assertThat(fit.slope()).isBetween(5.0, 30.0);
    assertThat(fit.midpoint()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void shiftingAndScalingTheVariableShiftsAndScalesTheMidpoint() {
    List<Point> points = List.of(new Point(0, 1, 8), new Point(1, 3, 8), new Point(2, 7, 8));
    List<Point> moved =
        points.stream().map(p -> new Point(10 + 3 * p.x(), p.successes(), 8)).toList();
    Fit fit = ALMOST_FREE.fit(points).orElseThrow();
    Fit movedFit = ALMOST_FREE.fit(moved).orElseThrow();
    assertThat(movedFit.midpoint()).isCloseTo(10 + 3 * fit.midpoint(), within(1e-6));
    assertThat(movedFit.slope()).isCloseTo(fit.slope() / 3, within(1e-6));
  }

  @Test
  void thereIsNoMidpointWhereAllFailOrAllSucceed() {
    assertThat(ALMOST_FREE.fit(List.of(new Point(0, 0, 5), new Point(1, 0, 5)))).isEmpty();
    assertThat(ALMOST_FREE.fit(List.of(new Point(0, 5, 5), new Point(1, 5, 5)))).isEmpty();
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> new LogisticRegression(0)).hasMessage("ridge: 0.0 must be above 0");
    assertThatThrownBy(() -> new Point(1, 3, 2))
        .hasMessage(
            "point: x 1.0, successes 3.0, trials 2.0 must have finite x and successes in [0,"
                + " trials], trials above 0");
  }
}
