package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.junit.jupiter.api.Test;

class TheoryShorthandTest {

  private static final String CONFIG =
      """
      name: trapped
      constants: {s: 0.7}
      task: {type: linear-teacher, singularValues: [1, s], dataFraction: 1}
      model: {type: deep-linear, depth: 3, width: 2, start: {metastable: 1}}
      loss: halfSquaredError
      optimizer: {type: sgd, learningRate: 0.1}
      precision: float64
      maxSteps: 1000
      escapes:
        rank2: {crosses: {theory: midpoint, mode: 2}}
        lost: {crosses: {theory: halfSaddle, mode: 1, l2: 0.35}}
      seeds: 1
      axes: {l2: [0.2, 0.22]}
      """;

  @Test
  void startAndThresholdFollowTheAxis() {
    List<Cell> cells = cells(CONFIG);
    DeepLinear model = (DeepLinear) cells.get(1).spec().model();
    assertThat(model.initialization()).isEqualTo(DeepLinear.Scheme.MODES);
    // λ^(1/3)·(1 − λ) = 0.22, on the upper branch.
    double lambda = model.modes().get(0);
    assertThat(Math.cbrt(lambda) * (1 - lambda)).isCloseTo(0.22, within(1e-10));
    assertThat(lambda).isGreaterThan(0.25);
    assertThat(model.modes().get(1)).isZero();
    assertThat(((DeepLinear) cells.get(0).spec().model()).modes().get(0)).isGreaterThan(lambda);

    EscapeRule rank2 = rule(cells.get(1), "rank2");
    assertThat(rank2.metric()).isEqualTo("singular_values_2");
    assertThat(rank2.direction()).isEqualTo(Direction.ABOVE);
    // papers.md T-D2: thresholds from 0.219, the midpoint, to 0.35.
    assertThat(rank2.threshold()).isCloseTo(0.219, within(0.001));
    EscapeRule lost = rule(cells.get(1), "lost");
    assertThat(lost.direction()).isEqualTo(Direction.BELOW);
    assertThat(lost.threshold()).isCloseTo(0.050009 / 2, within(1e-6));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    String wrong =
        CONFIG
            .replace("start: {metastable: 1}", "modes: [1], start: {metastable: 3}")
            .replace("theory: midpoint", "theory: midpont")
            .replace("mode: 1, l2", "mode: 0, beta: 2, l2");
    assertThatThrownBy(() -> cells(wrong))
        .hasMessageContaining("model.modes says what model.start says too")
        .hasMessageContaining(
            "model.start.metastable: 3 must be an integer from 0 to 2, the number of"
                + " task.singularValues")
        .hasMessageContaining(
            "escapes.rank2.crosses.theory: midpont must be one of midpoint, saddle, halfSaddle;"
                + " did you mean midpoint?")
        .hasMessageContaining("escapes.lost.crosses.beta is unknown");
  }

  @Test
  void aStateThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> cells(CONFIG.replace("[0.2, 0.22]", "[0.2, 0.5]")))
        .hasMessageContaining("does not exist: no such state there");
  }

  private static EscapeRule rule(Cell cell, String name) {
    return cell.spec().phases().get(0).escapes().stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Cell> cells(String text) {
    SweepConfig config = ConfigReader.read("test", text, List.of(), Families.load());
    return Cells.of(config, Families.load());
  }
}
