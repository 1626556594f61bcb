package org.groksweep.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CurveChartTest {

  @Test
  void trainAndTestAccuracyAreMarkedOverTheLogarithmOfSteps() {
    CurveChart chart = new CurveChart(5, 3, 9999);
    // log1p(step) / log1p(9999) is 0, 1/4, 1/2, 3/4 and 1 at steps 0, 9, 99, 999 and 9999.
    addAccuracy(chart, 0, 0, 0);
    addAccuracy(chart, 9, 0.5, 0);
    addAccuracy(chart, 99, 1, 0);
    addAccuracy(chart, 999, 1, 0.5);
    addAccuracy(chart, 9999, 1, 1);

    assertThat(chart.lines())
        .containsExactly(
            "         accuracy: train ●  test ○  both ◉",
            "   1.00 │  ●●◉",
            "   0.50 │ ● ○",
            "   0.00 │◉○○",
            "        └─────",
            "         0   9,999 steps");
  }

  @Test
  void withoutAccuracyTheLossIsDrawnByItsLogarithm() {
    CurveChart chart = new CurveChart(2, 3, 10);
    OptionalDouble none = OptionalDouble.empty();
    chart.add(0, none, none, 1.0, OptionalDouble.of(1.0));
    chart.add(10, none, none, 0.01, none);

    assertThat(chart.lines().subList(0, 4))
        .containsExactly(
            "         loss: train ●  test ○  both ◉", "1.0e+00 │◉", "1.0e-01 │", "1.0e-02 │ ●");
  }

  @Test
  void aNumberThatIsNotFiniteHasNoMark() {
    CurveChart chart = new CurveChart(2, 2, 10);
    OptionalDouble none = OptionalDouble.empty();
    chart.add(0, none, none, Double.NaN, none);

    assertThat(chart.lines().subList(1, 3)).allMatch(line -> line.endsWith("│"));
  }

  private static void addAccuracy(CurveChart chart, long step, double train, double test) {
    chart.add(step, OptionalDouble.of(train), OptionalDouble.of(test), 1, OptionalDouble.of(1));
  }
}
