package org.groksweep.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.groksweep.driver.plan.Configs.BASE;
import static org.groksweep.driver.plan.Configs.plan;

import java.util.List;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.spec.CanonicalJson;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

class SweepPlannerTest {

  private static List<Trial> trials(String text, String... sets) {
    return plan(text, sets).bundles().stream().flatMap(b -> b.trials().stream()).toList();
  }

  private static TrialSpec only(String text, String... sets) {
    return trials(text, sets).get(0).spec();
  }

  @Test
  void idsAreThoseOfTheCanonicalSpec() throws Exception {
    String phases = "phases: [{name: a}, {name: b, l2: 0.5}]\npinnedSeeds: {split: 7}\n";
    String stop = "stop: [{when: {metric: test_accuracy, above: 0.9}}]\n";
    List<Trial> trials = trials(BASE + phases + stop + "axes: {weightDecay: [0, 1e-3]}\n");
    assertThat(trials).hasSize(4);
    String fingerprint =
        Families.load().tasks().examples(trials.get(0).spec().task()).fingerprint();
    for (Trial trial : trials) {
      assertThat(trial.spec().stopRules()).hasSize(1);
      CanonicalSpec canonical = new CanonicalSpec();
      String end = canonical.endOfTrial(trial.spec().seeds().seed(), trial.spec().seeds());
      String text = CanonicalJson.of(trial.spec());
      assertThat(canonical.withoutSeeds(trial.spec()) + end).isEqualTo(text);
      assertThat(trial.id()).isEqualTo(TrialId.of(text, fingerprint));
    }
    assertThat(trials).extracting(Trial::id).doesNotHaveDuplicates();
    assertThat(trials.stream().map(Trial::cellId).distinct()).hasSize(2);
  }

  @Test
  void seedsAreInnermostAndTheFirstAxisIsSlowest() {
    List<Trial> trials =
        trials(BASE.replace("depth: 2, ", "") + "axes: {depth: [3, 2], l2: [0, 1]}\n");
    assertThat(
            trials.stream()
                .map(
                    t ->
                        t.spec().model().depth()
                            + "/"
                            + t.spec().phases().get(0).l2()
                            + "/"
                            + t.spec().seeds().seed()))
        .containsExactly(
            "3/0.0/0", "3/0.0/1", "3/1.0/0", "3/1.0/1", "2/0.0/0", "2/0.0/1", "2/1.0/0", "2/1.0/1");
  }

  @Test
  void zippedAxesMoveTogetherAndExcludeDropsCells() {
    String axes =
        """
        axes: {initScale: [1, 6], weightDecay: [0.1, 0.2], l2: [0, 1]}
        zip: [[initScale, weightDecay]]
        exclude: ["initScale > 5 && l2 == 1"]
        """;
    assertThat(
            trials(BASE + axes, "seeds=1").stream()
                .map(t -> t.axes().stream().map(a -> a.value()).toList()))
        .containsExactly(List.of(1.0, 0.1, 0.0), List.of(1.0, 0.1, 1.0), List.of(6.0, 0.2, 0.0));
  }

  @Test
  void excludingEveryCellIsAProblem() {
    assertThatThrownBy(() -> plan(BASE + "axes: {l2: [0, 1]}\nexclude: [\"l2 >= 0\"]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 8: exclude leaves none of the 2 cells");
  }

  @Test
  void expressionsSeeOtherFieldsAndConstants() {
    TrialSpec spec =
        only(
            BASE + "constants: {alpha: 10}\n",
            "learningRate=0.2 / alpha^2",
            "weightDecay=0.1",
            "maxSteps=16 / (learningRate * weightDecay)");
    assertThat(spec.phases().get(0).learningRate()).isEqualTo(0.002);
    assertThat(spec.maxSteps()).isEqualTo(80_000);
  }

  @Test
  void minusBindsWeakerThanPower() {
    assertThat(only(BASE, "learningRate=5 + -2^2").phases().get(0).learningRate()).isEqualTo(1);
    assertThat(only(BASE, "learningRate=ln(e^2) + log10(100)").phases().get(0).learningRate())
        .isEqualTo(4);
  }

  @Test
  void aConstantCanBeAnAxis() {
    List<Trial> trials =
        trials(BASE + "axes: {constants.alpha: [1, 2]}\n", "seeds=1", "learningRate=0.2 / alpha");
    assertThat(trials.stream().map(t -> t.spec().phases().get(0).learningRate()))
        .containsExactly(0.2, 0.1);
    assertThat(plan(BASE + "axes: {constants.alpha: [1, 2]}\n", "learningRate=alpha").axisColumns())
        .containsExactly(new Column("constants_alpha", Column.Type.DOUBLE, true));
  }

  @Test
  void phasesInheritAndOverride() {
    String phases =
        """
        phases:
          - {name: grow, dataFraction: 1}
          - {name: shrink, trainExamples: 30, optimizerState: reset, l2: 2 * l2,
             maxSteps: ceil(l2 / 3)}
        """;
    List<Phase> specs = only(BASE + phases, "l2=5").phases();
    assertThat(specs.get(0).trainExamples()).isEqualTo(1200);
    assertThat(specs.get(0).maxSteps()).isEqualTo(100);
    assertThat(specs.get(0).testSet()).isEqualTo(TestSet.HOLD_OUT);
    assertThat(specs.get(1).trainExamples()).isEqualTo(30);
    assertThat(specs.get(1).dataFraction()).isEqualTo(0.025);
    assertThat(specs.get(1).l2()).isEqualTo(10);
    // The phase's own l2: ceil(10 / 3).
    assertThat(specs.get(1).maxSteps()).isEqualTo(4);
    assertThat(specs.get(1).optimizerState()).isEqualTo(Phase.OptimizerState.RESET);
  }

  @Test
  void aWalkGoesUpAndDownAndDwellsOnceAtItsTurn() {
    String walk =
        "phases: [{walk: {name: loop, path: l2, values: {from: 0, to: 0.3, count: 4},"
            + " there: upAndDown, dwell: 50}}]\n";
    List<Phase> phases = only(BASE + walk).phases();
    assertThat(phases.stream().map(Phase::l2)).containsExactly(0.0, 0.1, 0.2, 0.3, 0.2, 0.1, 0.0);
    assertThat(phases.stream().map(Phase::name)).startsWith("loop_1", "loop_2");
    assertThat(phases.stream().map(Phase::maxSteps)).containsOnly(50L);
  }

  @Test
  void fractionsRoundHalfUpAndThoseOfOneCountAreOneTrial() {
    // 1200 * 0.00125 = 1.5
    assertThat(only(BASE, "dataFraction=0.00125").phases().get(0).trainExamples()).isEqualTo(2);
    String task = BASE.replace(", dataFraction: 0.1", "");
    assertThatThrownBy(() -> plan(task + "axes: {dataFraction: [0.1, 0.1001]}\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "line 7: axes stand for the same trials: task.dataFraction 0.1 and 0.1001 (in 1 cell)");
  }

  @Test
  void problemsOfSomeCellsSayHowManyAndWhich() {
    assertThatThrownBy(
            () ->
                plan(BASE + "axes: {l2: [0, 1, 2]}\n", "learningRate=0.5 - l2", "maxSteps=2.5 * 2"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "--set learningRate=0.5 - l2: optimizer.learningRate: 0.5 - l2 = -0.5 must be above 0"
                + " (in 2 of 3 cells, the first with optimizer.l2 = 1)");
  }

  @Test
  void allProblemsComeAtOnceThoseOfCellsAmongThem() {
    assertThatThrownBy(
            () ->
                plan(
                    BASE + "axes: {weightDecay: [0, 1]}\nengin: dense\n",
                    "optimizer.type=adam",
                    "width=0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 8: engin is unknown; did you mean engine?")
        .hasMessageContaining("--set width=0: model.width: 0 must be at least 1")
        .hasMessageContaining("adamw")
        .hasMessageContaining("(in 1 of 2 cells, the first with optimizer.weightDecay = 1)");
  }

  @Test
  void adamAndAdamwAreOneRule() {
    assertThat(only(BASE, "optimizer.type=adam").optimizer()).isEqualTo(only(BASE).optimizer());
  }

  @Test
  void aPinnedStreamKeepsItsSeed() {
    List<Trial> trials = trials(BASE + "pinnedSeeds: {split: 1}\n");
    assertThat(trials.stream().map(t -> t.spec().seeds().seedOf(Stream.SPLIT)))
        .containsExactly(1L, 1L);
    assertThat(trials.stream().map(t -> t.spec().seeds().seedOf(Stream.INIT)))
        .containsExactly(0L, 1L);
  }

  @Test
  void anOverrideReachesTheSpec() {
    MultiLayerPerceptron model =
        (MultiLayerPerceptron) only(BASE, "model.width=5", "activation=tanh").model();
    assertThat(model.width()).isEqualTo(5);
  }

  @Test
  void aliasesAreExpandedAndABombIsRefused() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'i'; c++) {
      char p = (char) (c - 1);
      bomb.append(
          c + ": &" + c + " [*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + ",*"
              + p + ",*" + p + "]\n");
    }
    assertThatThrownBy(() -> plan(BASE + bomb))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not YAML: ");
  }

  @Test
  void anAxisIsOverriddenByItsWholeName() {
    String config =
        BASE.replace(", depth: 2, width: 8", "")
            + "axes: {model.width: [4, 6, 8], depth: [2, 3]}\n";
    assertThat(trials(config, "axes.model.width=[5, 7]", "axes.depth=[4]"))
        .extracting(trial -> trial.axes().toString())
        .hasSize(4)
        .allMatch(axes -> axes.contains("4") && (axes.contains("5") || axes.contains("7")));
  }
}
