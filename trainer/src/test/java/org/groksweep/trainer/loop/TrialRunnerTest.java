package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Activation;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;

class TrialRunnerTest {

  private static final Observation EVERY_STEP =
      new Observation(
          new Recording(List.of(new Recording.Every(1)), 1),
          List.of(PassageRule.MEMORIZED, PassageRule.GENERALIZED),
          List.of());

  private record Run(TrialOutcome outcome, List<StepMetrics> rows) {}

  @Test
  void modularAdditionIsMemorizedWithinItsBudget() throws Exception {
    Run run = run(TestSpecs.SPEC, Observation.DEFAULT);
    assertThat(run.outcome.status()).isEqualTo(EndReason.COMPLETED);
    assertThat(run.outcome.steps()).isEqualTo(300);
    assertThat(run.outcome.engine()).isEqualTo("dense");
    StepMetrics last = run.outcome.last().orElseThrow();
    assertThat(last.trainAccuracy()).hasValue(1);
    assertThat(last.trainLoss()).isLessThan(0.1);
    // Σ learning rate, to the rounding of 300 additions.
    assertThat(last.time()).isBetween(2.999999, 3.000001);
    assertThat(run.outcome.passages().get(0).rule()).isEqualTo("memorized");
    assertThat(run.outcome.passages().get(0).censored()).isFalse();
  }

  @Test
  void anUntrainedNetworkHasTheLossOfAGuess() throws Exception {
    StepMetrics first = run(TestSpecs.SPEC, Observation.DEFAULT).rows.get(0);
    assertThat(first.step()).isZero();
    assertThat(first.time()).isZero();
    // log 7 = 1.95 nats, give or take the small random logits of a 16-unit network.
    assertThat(first.trainLoss()).isBetween(1.8, 2.2);
    assertThat(first.layerWeightNorms()).hasSize(2);
    double squares = first.layerWeightNorms().stream().mapToDouble(norm -> norm * norm).sum();
    assertThat(Math.sqrt(squares))
        .isBetween(first.weightNorm() * 0.999999, first.weightNorm() * 1.000001);
  }

  @Test
  void theSameTrialGivesTheSameRowsAloneTwiceAndBesideAnother() throws Exception {
    for (TrialSpec spec : List.of(TestSpecs.SPEC, minibatches(Sampling.SHUFFLED, 8))) {
      List<StepMetrics> alone = run(spec, EVERY_STEP).rows;
      assertThat(run(spec, EVERY_STEP).rows).isEqualTo(alone);

      CompletableFuture<List<StepMetrics>> other = background(TestSpecs.withSeed(spec, 2));
      CompletableFuture<List<StepMetrics>> same = background(spec);
      assertThat(same.get()).isEqualTo(alone);
      assertThat(other.get()).isNotEqualTo(alone);
    }
  }

  @Test
  void recordingChangesNothingThatIsComputed() throws Exception {
    for (TrialSpec spec : List.of(TestSpecs.SPEC, minibatches(Sampling.WITH_REPLACEMENT, 8))) {
      List<StepMetrics> every = run(spec, EVERY_STEP).rows;
      List<StepMetrics> some = run(spec, Observation.DEFAULT).rows;
      assertThat(every).hasSize(301).containsAll(some);
      assertThat(some.size()).isLessThan(300);
    }
  }

  @Test
  void theRowsAreThoseThatThePlanCounted() throws Exception {
    TrialSpec spec =
        TestSpecs.withPhases(
            TestSpecs.SPEC, TestSpecs.phase("one", 500, 30), TestSpecs.phase("two", 200, 20));
    Run run = run(spec, Observation.DEFAULT);
    TrialCost cost =
        TrialCost.of(
            spec, Observation.DEFAULT, TestSpecs.examples(), ModelFamilies.load().of(spec.model()));
    assertThat((long) run.rows.size()).isEqualTo(cost.rows());
    assertThat(run.outcome.steps()).isEqualTo(cost.steps()).isEqualTo(700);
    // Sums of the same terms in another order.
    assertThat(run.outcome.flops()).isBetween(cost.flops() * (1 - 1e-9), cost.flops() * (1 + 1e-9));
  }

  @Test
  void aLaterPhaseRecordsItsFirstRowOnItsOwnData() throws Exception {
    TrialSpec spec =
        TestSpecs.withPhases(
            TestSpecs.SPEC, TestSpecs.phase("all", 300, 49), TestSpecs.phase("few", 50, 10));
    List<StepMetrics> rows = run(spec, EVERY_STEP).rows;
    assertThat(rows).hasSize(301 + 51);
    StepMetrics endOfFirst = rows.get(300);
    StepMetrics startOfSecond = rows.get(301);
    assertThat(startOfSecond.phase()).isEqualTo(1);
    assertThat(startOfSecond.phaseStep()).isZero();
    assertThat(startOfSecond.step()).isEqualTo(endOfFirst.step()).isEqualTo(300);
    assertThat(startOfSecond.weightNorm()).isEqualTo(endOfFirst.weightNorm());
    assertThat(startOfSecond.trainLoss()).isNotEqualTo(endOfFirst.trainLoss());
    // The whole table is trained on in the first phase: nothing is left to test on.
    assertThat(endOfFirst.testLoss()).isEmpty();
    assertThat(endOfFirst.testAccuracy()).isEmpty();
    assertThat(startOfSecond.testAccuracy()).isPresent();
  }

  @Test
  void passagesAreNotedForEachPhase() throws Exception {
    TrialSpec spec =
        TestSpecs.withPhases(
            TestSpecs.SPEC, TestSpecs.phase("all", 300, 49), TestSpecs.phase("few", 50, 10));
    List<Passage> passages = run(spec, EVERY_STEP).outcome.passages();
    assertThat(passages).extracting(Passage::phase).containsExactly("all", "all", "few", "few");
    assertThat(passages.get(1)).isEqualTo(new Passage("all", "generalized", 300, 300, true));
    assertThat(passages.get(2)).isEqualTo(new Passage("few", "memorized", 300, 300, false));
  }

  /**
   * Depth 1, linear, half squared error, learning rate 1e200: the weights pass 1e154, whose square
   * is infinite, within a few updates.
   */
  @Test
  void anInfiniteLossEndsTheTrialAtItsStep() throws Exception {
    TrialSpec spec = diverging();
    Run every = run(spec, EVERY_STEP);
    assertThat(every.outcome.status()).isEqualTo(EndReason.DIVERGED);
    StepMetrics last = every.outcome.last().orElseThrow();
    assertThat(last.finite()).isFalse();
    assertThat(Double.isFinite(last.trainLoss())).isFalse();
    assertThat(every.rows.get(every.rows.size() - 2).finite()).isTrue();
    // Update 1 makes weights of about 1e200 · 0.1, whose squares are infinite.
    assertThat(last.step()).isEqualTo(1);
    assertThat(every.outcome.reason())
        .isEqualTo("batch loss is not finite at step 1; train_loss is Infinity");

    Observation seldom =
        new Observation(new Recording(List.of(new Recording.Every(40)), 1), List.of(), List.of());
    Run rare = run(spec, seldom);
    assertThat(rare.outcome.steps()).isEqualTo(every.outcome.steps());
    assertThat(rare.outcome.last()).isEqualTo(every.outcome.last());
    assertThat(rare.rows).hasSize(2);
  }

  @Test
  void aLossThatIsInfiniteAtTheVeryLastStepIsADivergenceToo() throws Exception {
    Phase one = TestSpecs.withRates(TestSpecs.phase("train", 1, 30), 1e200, 0, 0);
    Run run = run(TestSpecs.withPhases(diverging(), one), Observation.DEFAULT);
    assertThat(run.outcome.status()).isEqualTo(EndReason.DIVERGED);
    assertThat(run.outcome.steps()).isEqualTo(1);
    assertThat(run.rows).hasSize(2);
  }

  @Test
  void aStopRuleEndsTheTrialAfterItsExtraStepsWhateverIsRecorded() throws Exception {
    PassageRule rule = new PassageRule("learned", "train_loss", Direction.BELOW, 1.0, 2);
    List<StepMetrics> all = run(TestSpecs.SPEC, EVERY_STEP).rows;
    long firstLook =
        all.stream()
            .filter(row -> row.step() % 10 == 0 && row.step() > 0)
            .filter(row -> row.trainLoss() <= 1.0)
            .findFirst()
            .orElseThrow()
            .step();
    TrialSpec spec = TestSpecs.withStopRule(TestSpecs.SPEC, new StopRule(rule, 10, 25));
    for (Observation observation : List.of(EVERY_STEP, Observation.DEFAULT)) {
      Run run = run(spec, observation);
      assertThat(run.outcome.status()).isEqualTo(EndReason.STOPPED);
      // Two looks, ten steps apart, confirm it; 25 steps more end it.
      assertThat(run.outcome.steps()).isEqualTo(firstLook + 10 + 25);
      assertThat(run.outcome.last().orElseThrow().step()).isEqualTo(run.outcome.steps());
      assertThat(run.outcome.reason()).isEqualTo("learned; stopped at step " + run.outcome.steps());
    }
  }

  @Test
  void aTrialsOwnErrorIsItsOutcome() throws Exception {
    Phase tooLarge =
        new Phase(
            "train",
            10,
            50,
            1,
            TestSpecs.PHASE.testSet(),
            0.1,
            TestSpecs.PHASE.schedule(),
            0,
            0,
            TestSpecs.PHASE.optimizerState(),
            TestSpecs.PHASE.batchStream());
    Run run = run(TestSpecs.withPhases(TestSpecs.SPEC, tooLarge), Observation.DEFAULT);
    assertThat(run.outcome.status()).isEqualTo(EndReason.CRASHED);
    assertThat(run.outcome.reason()).contains("trainExamples: 50 must be in [1, 49]");
    assertThat(run.outcome.error().orElseThrow()).contains("at org.groksweep.trainer.data.Split");
    assertThat(run.outcome.last()).isEmpty();
  }

  @Test
  void aSinkThatFailsIsNoFaultOfTheTrial() {
    MetricSink broken =
        (trial, row) -> {
          throw new IllegalStateException("disk full");
        };
    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        TestSpecs.trial(TestSpecs.SPEC),
                        TestSpecs.examples(),
                        Observation.DEFAULT,
                        broken,
                        TrialWatch.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot keep a row of trial t");
  }

  @Test
  void anInterruptedTrialHasNoOutcome() {
    assertThatThrownBy(
            () ->
                runner()
                    .run(
                        TestSpecs.trial(TestSpecs.SPEC),
                        TestSpecs.examples(),
                        Observation.DEFAULT,
                        (trial, row) -> {},
                        watch(true, Double.POSITIVE_INFINITY)))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("interrupted at step 1");
  }

  @Test
  void aTrialOverItsWallClockLimitIsTimedOut() throws Exception {
    List<StepMetrics> rows = new ArrayList<>();
    TrialOutcome outcome =
        runner()
            .run(
                TestSpecs.trial(TestSpecs.SPEC),
                TestSpecs.examples(),
                Observation.DEFAULT,
                (trial, row) -> rows.add(row),
                watch(false, 0));
    assertThat(outcome.status()).isEqualTo(EndReason.TIMED_OUT);
    assertThat(outcome.last()).hasValue(rows.get(rows.size() - 1));
    assertThat(outcome.steps()).isEqualTo(1);
  }

  @Test
  void theWatchIsToldOfEveryStep() throws Exception {
    long[] told = {0};
    TrialWatch counting =
        new TrialWatch() {
          @Override
          public void stepped(long steps) {
            told[0] += steps;
          }

          @Override
          public boolean interrupted() {
            return false;
          }

          @Override
          public double wallSecondsLimit() {
            return Double.POSITIVE_INFINITY;
          }
        };
    runner()
        .run(
            TestSpecs.trial(TestSpecs.SPEC),
            TestSpecs.examples(),
            Observation.DEFAULT,
            (trial, row) -> {},
            counting);
    assertThat(told[0]).isEqualTo(300);
  }

  private static TrialSpec diverging() {
    MultiLayerPerceptron linear =
        new MultiLayerPerceptron(
            1,
            1,
            Activation.LINEAR,
            TestSpecs.MODEL.biases(),
            TestSpecs.MODEL.initialization(),
            1,
            1,
            TestSpecs.MODEL.initScaleOn(),
            1);
    TrialSpec spec = TestSpecs.withModel(TestSpecs.SPEC, linear);
    spec = TestSpecs.withLoss(spec, Loss.HALF_SQUARED_ERROR);
    spec = TestSpecs.withOptimizer(spec, new OptimizerSpec.Sgd(0, true));
    spec = TestSpecs.withPrecision(spec, Precision.FLOAT64);
    return TestSpecs.withPhases(spec, TestSpecs.withRates(TestSpecs.PHASE, 1e200, 0, 0));
  }

  private static TrialSpec minibatches(Sampling sampling, int size) {
    return TestSpecs.withBatching(TestSpecs.SPEC, new Batching(size, sampling));
  }

  private static TrialWatch watch(boolean interrupted, double limit) {
    return new TrialWatch() {
      @Override
      public void stepped(long steps) {}

      @Override
      public boolean interrupted() {
        return interrupted;
      }

      @Override
      public double wallSecondsLimit() {
        return limit;
      }
    };
  }

  private static CompletableFuture<List<StepMetrics>> background(TrialSpec spec) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run(spec, EVERY_STEP).rows;
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Run run(TrialSpec spec, Observation observation)
      throws IOException, InterruptedException {
    List<StepMetrics> rows = new ArrayList<>();
    Examples examples = TestSpecs.examples();
    TrialOutcome outcome =
        runner()
            .run(
                TestSpecs.trial(spec),
                examples,
                observation,
                (trial, row) -> rows.add(row),
                TrialWatch.NONE);
    return new Run(outcome, rows);
  }

  private static TrialRunner runner() {
    EngineTable engines = EngineTable.load();
    String name = engines.nameFor(TestSpecs.SPEC, Optional.empty());
    return new TrialRunner(engines.engine(name), ModelFamilies.load(), Probes.load());
  }
}
