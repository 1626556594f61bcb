package org.groksweep.driver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.junit.jupiter.api.Test;

class EscapeConfigTest {

  private static final String TRAPPED =
      """
      name: trapped
      constants: {s: 0.7, B: 18}
      task: {type: linear-teacher, singularValues: [1, s], dataFraction: 1}
      model: {type: deep-linear, depth: 3, width: 2, initialization: modes, modes: [s^2]}
      loss: halfSquaredError
      optimizer: {type: sgd, learningRate: 0.1, l2: 0.22, gradientNoise: 2.7 / B}
      precision: float64
      maxSteps: 1000
      expectedSteps: 250
      phases:
        - {name: trap, l2: 0.4, gradientNoise: 0, maxSteps: 100}
        - {name: wait, until: rank2, startNoise: 0.01}
      escapes:
        rank2: {metric: singular_values_2, above: 0.5 * s, reset: 0.2, dwell: 30, phases: [wait]}
        lost: {metric: train_loss, below: 0.01}
      seeds: 3
      axes: {constants.B: [18, 27]}
      """;

  @Test
  void listsTakeExpressionsAndNoiseFollowsAnAxis() {
    List<Cell> cells = cells(TRAPPED.replace("constants: {s: 0.7, B: 18}", "constants: {s: 0.7}"));
    LinearTeacher task = (LinearTeacher) cells.get(0).spec().task();
    assertThat(task.singularValues()).containsExactly(1.0, 0.7);
    assertThat(((DeepLinear) cells.get(0).spec().model()).modes()).containsExactly(0.49);
    assertThat(cells)
        .extracting(cell -> cell.spec().phases().get(1).gradientNoise())
        .containsExactly(0.15, 0.1);
  }

  @Test
  void anEscapeIsWatchedInItsPhasesAloneAndEndsThoseThatNameIt() {
    List<Phase> phases = one().spec().phases();
    EscapeRule rank2 = new EscapeRule("rank2", "singular_values_2", Direction.ABOVE, 0.35, 0.2, 30);
    EscapeRule lost = EscapeRule.atOnce("lost", "train_loss", Direction.BELOW, 0.01);
    assertThat(phases.get(0).escapes()).containsExactly(lost);
    assertThat(phases.get(0).until()).isEmpty();
    assertThat(phases.get(1).escapes()).containsExactly(lost, rank2);
    assertThat(phases.get(1).until()).containsExactly("rank2");
    assertThat(phases.get(1).startNoise()).isEqualTo(0.01);
    // No phase is expected to outlast its budget.
    assertThat(phases).extracting(Phase::expectedSteps).containsExactly(100L, 250L);
  }

  @Test
  void aWalkIsNamedAsAWholeAndInheritsUntil() {
    String walk =
        TRAPPED.replaceFirst(
            "(?s)phases:.*?escapes:",
            "until: rank2\nphases:\n  - walk: {name: wait, path: l2, values: [0.1, 0.2], dwell: 50}"
                + "\nescapes:");
    List<Phase> phases = fixed(walk).spec().phases();
    assertThat(phases).extracting(Phase::name).containsExactly("wait_1", "wait_2");
    assertThat(phases).allSatisfy(phase -> assertThat(phase.until()).containsExactly("rank2"));
  }

  @Test
  void theCanonicalConfigReadsBack() {
    SweepConfig config = read(TRAPPED.replace("B: 18}", "A: 18}"));
    SweepConfig again =
        ConfigReader.read("again", config.canonicalJson(), List.of(), Families.load());
    assertThat(again.canonicalJson()).isEqualTo(config.canonicalJson());
    assertThat(again.fields()).isEqualTo(config.fields());
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    String wrong =
        TRAPPED
            .replace("singularValues: [1, s]", "singularValues: [1, -s, x]")
            .replace("until: rank2", "until: rank3")
            .replace("phases: [wait]", "phases: [wiat]")
            .replace("below: 0.01", "below: 0.01, above: 3")
            .replace("axes: {constants.B: [18, 27]}", "axes: {modes: [[1], [2]]}");
    assertThatThrownBy(() -> cells(wrong))
        .hasMessageContaining("uses x, which is no key or constant with a value here")
        .hasMessageContaining("rank3 is no escape; there are rank2, lost; did you mean rank2?")
        .hasMessageContaining("wiat is no phase; there are trap, wait; did you mean wait?")
        .hasMessageContaining("escapes.lost must have one of above and below")
        .hasMessageContaining("axes.modes is no axis, since it is a list");
  }

  @Test
  void whatShowsInACellIsSaidOfItsElementAndRule() {
    assertThatThrownBy(() -> fixed(TRAPPED.replace("[1, s]", "[1, s - 1]")))
        .hasMessageContaining("task.singularValues[1]: s - 1 = -0.3 must be at least 0");
    assertThatThrownBy(() -> fixed(TRAPPED.replace("reset: 0.2", "reset: 0.4")))
        .hasMessageContaining("escapes.rank2 is wrong: reset: 0.4 must not be beyond");
    assertThatThrownBy(() -> fixed(TRAPPED.replace("dwell: 30", "dwell: 0")))
        .hasMessageContaining("escapes.rank2.reset: 0.2 has no effect without a dwell");
    assertThatThrownBy(() -> fixed(TRAPPED.replace("modes: [s^2]", "modes: [1, 1, 1]")))
        .hasMessageContaining("number of modes: 3 must be at most the width, 2");
  }

  @Test
  void aMetricThatNoEngineWatchesIsRefusedWithThoseThatOneDoes() {
    String wrong = TRAPPED.replace("metric: train_loss", "metric: singular_values_3");
    SweepConfig config = read(wrong.replace("axes: {constants.B: [18, 27]}", "axes: {}"));
    assertThatThrownBy(() -> SweepPlanner.standard().plan(config))
        .hasMessageContaining("with noise and escapes that watch singular_values_3")
        .hasMessageContaining(
            "at every step dense can watch [singular_values_1, singular_values_2, train_loss]");
  }

  @Test
  void freshBatchesNeedATaskThatDrawsExamples() {
    String fresh = TRAPPED.replace("precision:", "batch: {sampling: fresh, size: 4}\nprecision:");
    assertThat(fixed(fresh).spec().batching().size()).isEqualTo(4);
    String digits =
        fresh
            .replaceFirst("task: .*", "task: {type: digits, dataFraction: 1}")
            .replaceFirst("model: .*", "model: {type: mlp, depth: 2}");
    assertThatThrownBy(() -> fixed(digits))
        .hasMessageContaining("batch.sampling: fresh needs a task that draws new examples");
  }

  private static Cell one() {
    return fixed(TRAPPED);
  }

  private static Cell fixed(String text) {
    return cells(text.replace("axes: {constants.B: [18, 27]}", "axes: {}")).get(0);
  }

  private static List<Cell> cells(String text) {
    return Cells.of(read(text), Families.load());
  }

  private static SweepConfig read(String text) {
    return ConfigReader.read("test", text, List.of(), Families.load());
  }
}
