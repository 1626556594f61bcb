package org.groksweep.trainer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.engine.Weights.Tensor;
import org.groksweep.trainer.loop.TrialRunner;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Biases;
import org.groksweep.trainer.spec.InitScaleOn;
import org.groksweep.trainer.spec.Initialization;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {

  private static final Probes PROBES = Probes.load();
  private static final TrialSpec LINEAR =
      TestSpecs.withModel(
          TestSpecs.SPEC,
          new MultiLayerPerceptron(
              3,
              9,
              Activation.LINEAR,
              Biases.NONE,
              Initialization.PYTORCH,
              1,
              1,
              InitScaleOn.ALL,
              1));

  @Test
  void theProbesOfThisModuleAreFound() {
    assertThat(PROBES.names()).contains("layerBalance", "singularValues");
    assertThat(PROBES.columns(List.of("singularValues", "layerBalance")))
        .extracting(Column::name)
        .containsExactly("singular_values", "layer_balance");
  }

  @Test
  void anUnknownProbeIsRefused() {
    assertThatThrownBy(() -> PROBES.columns(List.of("singularValue")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("probes: singularValue must be one of [")
        .hasMessageEndingWith("is its jar missing?");
  }

  @Test
  void aColumnThatEveryTableHasIsRefused() {
    assertThatThrownBy(() -> new Probes(List.of(new Constant("mine", "train_loss"))))
        .hasMessage("probes: column train_loss of mine is taken by every sweep");
    assertThatThrownBy(
            () -> new Probes(List.of(new Constant("one", "x"), new Constant("two", "x"))))
        .hasMessage("probes: column x of two is taken by one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "dl4j"})
  void bothEnginesTellTheirWeightsByLayer(String engine) {
    TrialSpec spec = TestSpecs.SPEC;
    try (Learner learner = EngineTable.load().engine(engine).learner(spec, TestSpecs.examples())) {
      learner.beginPhase(0);
      Weights first = learner.weights();
      learner.step();
      Weights second = learner.weights();
      assertThat(first.tensors())
          .extracting(Tensor::toString)
          .containsExactly(
              "layer1.weight[16, 14]", "layer1.bias[16]", "layer2.weight[7, 16]", "layer2.bias[7]");
      assertThat(second).isNotEqualTo(first);
      double squares = 0;
      for (Tensor tensor : second.tensors()) {
        for (double value : tensor.values()) {
          squares += value * value;
        }
      }
      // 343 squares in another order.
      assertThat(Math.sqrt(squares)).isCloseTo(learner.measure().weightNorm(), within(1e-12));
    }
  }

  @Test
  void enginesStartFromTheSameWeights() {
    List<Weights> starts = new ArrayList<>();
    for (String engine : List.of("dense", "dl4j")) {
      try (Learner learner =
          EngineTable.load().engine(engine).learner(TestSpecs.SPEC, TestSpecs.examples())) {
        starts.add(learner.weights());
      }
    }
    assertThat(starts.get(0)).isEqualTo(starts.get(1));
  }

  @Test
  void aLinearNetworksRowsCarryWhatItsProbesMeasure() throws Exception {
    List<StepMetrics> rows = new ArrayList<>();
    run(LINEAR, List.of("singularValues", "layerBalance"), rows);
    for (StepMetrics row : rows) {
      double largest = row.value("singular_values_1").orElseThrow();
      assertThat(largest).isGreaterThan(row.value("singular_values_7").orElseThrow());
      assertThat(row.value("singular_values_8")).as("there are 7 outputs").isEmpty();
      assertThat(row.value("layer_balance").orElseThrow()).isPositive();
      // The largest singular value of a product is at most the product of the Frobenius norms.
      double bound = row.layerWeightNorms().stream().reduce(1.0, (a, b) -> a * b);
      assertThat(largest).isBetween(bound / 27, bound);
    }
    assertThat(rows).hasSizeGreaterThan(10);
  }

  @Test
  void whereAProbeDoesNotApplyItsNumbersAreEmpty() throws Exception {
    List<StepMetrics> rows = new ArrayList<>();
    run(TestSpecs.SPEC, List.of("singularValues"), rows);
    assertThat(rows.get(0).value("singular_values_1")).isEmpty();
    assertThatThrownBy(() -> rows.get(0).value("layer_balance"))
        .hasMessage("no metric layer_balance");
    assertThatThrownBy(() -> rows.get(0).value("singular_values_0"))
        .hasMessage("no metric singular_values_0");
  }

  @Test
  void probesChangeNoOtherNumber() throws Exception {
    List<StepMetrics> with = new ArrayList<>();
    List<StepMetrics> without = new ArrayList<>();
    run(LINEAR, List.of("singularValues"), with);
    run(LINEAR, List.of(), without);
    assertThat(with).extracting(StepMetrics::trainLoss).isEqualTo(losses(without));
  }

  @Test
  void aPassageMayBeThatOfAProbesNumber() throws Exception {
    TrialOutcome outcome = run(LINEAR, List.of("singularValues"), new ArrayList<>());
    Passage passage = outcome.passages().get(0);
    assertThat(passage.rule()).isEqualTo("grown");
    assertThat(passage.censored()).isFalse();
    assertThat(passage.step()).isPositive();
  }

  @Test
  void aStopRuleLooksAtItsProbeWhateverIsRecorded() throws Exception {
    TrialSpec stopping = TestSpecs.withStopRule(LINEAR, new StopRule(GROWN, 10, 0));
    TrialOutcome named = run(stopping, List.of("singularValues"), new ArrayList<>());
    TrialOutcome unnamed =
        new TrialRunner(EngineTable.load().engine("dense"), ModelFamilies.load(), PROBES)
            .run(
                TestSpecs.trial(stopping),
                TestSpecs.examples(),
                Observation.DEFAULT,
                (trial, row) -> {},
                TrialWatch.NONE);
    assertThat(named.status()).isEqualTo(EndReason.STOPPED);
    assertThat(unnamed.steps()).isEqualTo(named.steps());
  }

  @Test
  void aProbeThatAnswersWithAnotherColumnIsAnError() {
    Column other = Column.optional("other", Column.Type.DOUBLE);
    Probe liar =
        new Constant("liar", "mine") {
          @Override
          public ProbeValues measure(Weights weights, TrialSpec spec, int phase) {
            return ProbeValues.of(other, 1);
          }
        };
    Observation observation = new Observation(Recording.DEFAULT, List.of(), List.of("liar"));
    TrialProbes probes = new Probes(List.of(liar)).of(LINEAR, observation);
    assertThatThrownBy(() -> probes.measure(new Weights(List.of()), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("probe liar: ");
  }

  private static final PassageRule GROWN =
      new PassageRule("grown", "singular_values_1", Direction.ABOVE, 2, 2);

  private static TrialOutcome run(TrialSpec spec, List<String> probes, List<StepMetrics> rows)
      throws Exception {
    List<PassageRule> rules =
        probes.contains("singularValues") ? List.of(GROWN) : List.of(PassageRule.MEMORIZED);
    return new TrialRunner(EngineTable.load().engine("dense"), ModelFamilies.load(), PROBES)
        .run(
            TestSpecs.trial(spec),
            TestSpecs.examples(),
            new Observation(Recording.DEFAULT, rules, probes),
            (trial, row) -> rows.add(row),
            TrialWatch.NONE);
  }

  private static List<Double> losses(List<StepMetrics> rows) {
    return rows.stream().map(StepMetrics::trainLoss).toList();
  }

  /** A probe of one column. */
  private static class Constant implements Probe {

    private final String name;
    private final Column column;

    Constant(String name, String column) {
      this.name = name;
      this.column = Column.optional(column, Column.Type.DOUBLE);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String meaning() {
      return "A constant.";
    }

    @Override
    public List<Column> columns() {
      return List.of(column);
    }

    @Override
    public boolean supports(TrialSpec spec) {
      return true;
    }

    @Override
    public ProbeValues measure(Weights weights, TrialSpec spec, int phase) {
      return ProbeValues.of(column, 7);
    }
  }
}
