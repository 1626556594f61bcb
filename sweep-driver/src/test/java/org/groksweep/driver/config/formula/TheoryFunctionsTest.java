package org.groksweep.driver.config.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TheoryFunctionsTest {

  // The oracle values of papers.md D3.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l2Coexistence(1, 3) | 0.396850",
        "l2Spinodal(1, 3) | 0.472470",
        "lambdaSaddle(1, 0.35, 3) | 0.050009",
        "lambdaMin(1, 0.35, 3) | 0.580413",
        "2 * lambdaMidpoint(1, 0.35, 3) | 0.630422",
        "barrierToLearn(1, 0.35, 3) | 0.0225035",
        "barrierToForget(1, 0.35, 3) | 0.0691760",
        "quasiPotentialToForget(0.8, 0.33, 3) | 0.027104",
        "timeToLearn(1, 0.35, 3, 0.0225035) / e | 9.7815",
        "barrierToForget(0.8, 0.33, 3) | 0.0049153"
      })
  void theFunctionsAreTheTheorys(String text, double expected) throws FormulaException {
    assertThat(Formula.parse(text).number(List.of())).isCloseTo(expected, within(expected * 3e-5));
  }

  @Test
  void timesGrowWithTheBarrierOverTheTemperature() throws FormulaException {
    double cold = Formula.parse("timeToForget(0.8, 0.33, 3, 0.001)").number(List.of());
    double warm = Formula.parse("timeToForget(0.8, 0.33, 3, 0.002)").number(List.of());
    assertThat(Math.log(cold / warm)).isCloseTo(0.0049153 * 500, within(1e-3));
  }

  @Test
  void whatDoesNotExistIsRefusedInWords() throws FormulaException {
    Formula beyond = Formula.parse("lambdaSaddle(1, 0.5, 3)");
    assertThatThrownBy(() -> beyond.number(List.of()))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("lambdaSaddle[1.0, 0.5, 3.0] does not exist: no such state there");
    Formula few = Formula.parse("lambdaMin(1, 0.5)");
    assertThatThrownBy(() -> few.number(List.of()))
        .hasMessageContaining("lambdaMin is a function of (singularValue, l2, depth)");
    Formula broken = Formula.parse("lambdaMin(1, 0.3, 2.5)");
    assertThatThrownBy(() -> broken.number(List.of()))
        .hasMessageContaining("depth: 2.5 must be an integer");
  }
}
