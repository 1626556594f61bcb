package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.OneByOneEngine;
import org.groksweep.trainer.engine.dense.DenseEngine;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;

class GroupRunnerTest {

  private static final EscapeRule FORGOTTEN =
      new EscapeRule("forgotten", "singular_values_1", Direction.BELOW, 0.05, 0.1, 20);

  /** Hot enough to learn within some hundred steps; then waits whether it forgets. */
  private static final Phase[] PHASES = {
    DeepLinearSpecs.phase(
        "learn", 3000, 0.15, List.of(DeepLinearSpecs.LEARNED), List.of("learned")),
    DeepLinearSpecs.phase(
        "wait", 400, 0.3, List.of(DeepLinearSpecs.LEARNED, FORGOTTEN), List.of("forgotten"))
  };

  private static final Observation OBSERVATION =
      new Observation(
          new Recording(
              List.of(new Recording.Geometric(1.3), new Recording.Every(150)),
              Recording.DEFAULT_MAX_EVALUATION_SHARE),
          List.of(new PassageRule("fitted", "train_loss", Direction.BELOW, 0.2, 1)),
          List.of("singularValues"));

  private static final OneByOneEngine ENGINE = new OneByOneEngine(OptionalLong.empty());
  private static final List<Trial> TRIALS = trials(PHASES);

  @Test
  void aTrialHasTheSameRowsAndOutcomeAloneAndInAnyGroup() throws Exception {
    Map<Trial, Result> together = run(ENGINE, TRIALS, RowSpill.MOST_IN_MEMORY);
    List<Trial> others = new ArrayList<>(TRIALS.subList(2, 7));
    Collections.reverse(others);
    Map<Trial, Result> some = run(ENGINE, others, RowSpill.MOST_IN_MEMORY);
    for (Trial trial : TRIALS) {
      Result alone = run(ENGINE, List.of(trial), RowSpill.MOST_IN_MEMORY).get(trial);
      assertThat(together.get(trial)).isEqualTo(alone);
      assertThat(some.getOrDefault(trial, alone)).isEqualTo(alone);
    }
    assertThat(together.values())
        .extracting(result -> result.outcome().status())
        .contains(EndReason.ESCAPED, EndReason.COMPLETED);
  }

  @Test
  void rowsThatWereSpilledAreTheSameRows() throws Exception {
    assertThat(run(ENGINE, TRIALS, 7)).isEqualTo(run(ENGINE, TRIALS, RowSpill.MOST_IN_MEMORY));
  }

  @Test
  void aGroupTrainsAsTheLoopOfASingleTrialDoes() throws Exception {
    Map<Trial, Result> together = run(ENGINE, TRIALS, RowSpill.MOST_IN_MEMORY);
    TrialRunner single = new TrialRunner(new DenseEngine(), ModelFamilies.load(), Probes.load());
    for (Trial trial : TRIALS) {
      List<StepMetrics> rows = new ArrayList<>();
      TrialOutcome outcome =
          single.run(
              trial,
              DeepLinearSpecs.examples(trial.spec()),
              OBSERVATION,
              (same, row) -> rows.add(row),
              TrialWatch.NONE);
      Result grouped = together.get(trial);
      assertThat(timeless(rows)).isEqualTo(timeless(grouped.rows()));
      // The learning rate is constant: only the order of adding it up differs.
      double last = rows.get(rows.size() - 1).time();
      assertThat(grouped.rows().get(rows.size() - 1).time())
          .isCloseTo(last, org.assertj.core.data.Offset.offset(1e-9));
      assertThat(outcome.passages()).isEqualTo(grouped.outcome().passages());
      assertThat(outcome.status()).isEqualTo(grouped.outcome().status());
      assertThat(outcome.reason()).isEqualTo(grouped.outcome().reason());
      assertThat(outcome.steps()).isEqualTo(grouped.outcome().steps());
      assertThat(outcome.flops()).isEqualTo(grouped.outcome().flops());
    }
  }

  @Test
  void aPhaseEndsAtItsEscapeAndTheNextBeginsThere() throws Exception {
    for (Result result : run(ENGINE, TRIALS, RowSpill.MOST_IN_MEMORY).values()) {
      List<StepMetrics> learn = result.phase(0);
      List<StepMetrics> wait = result.phase(1);
      Passage learned = passage(result, "learn", "learned");
      assertThat(learned.censored()).isFalse();
      assertThat(learned.lowerStep()).isEqualTo(learned.step() - 1);
      StepMetrics last = learn.get(learn.size() - 1);
      assertThat(last.step()).isEqualTo(learned.step());
      assertThat(last.value("singular_values_1").orElseThrow())
          .isGreaterThanOrEqualTo(DeepLinearSpecs.THRESHOLD);
      assertThat(wait.get(0).phaseStep()).isZero();
      assertThat(wait.get(0).step()).isEqualTo(learned.step());
      // It begins beyond the threshold: the passage is its first step.
      assertThat(passage(result, "wait", "learned").step()).isEqualTo(learned.step());
      assertThat(passage(result, "wait", "learned").lowerStep()).isEqualTo(learned.step());
      Passage forgotten = passage(result, "wait", "forgotten");
      assertThat(forgotten.censored()).isEqualTo(result.outcome().status() == EndReason.COMPLETED);
      if (result.outcome().status() == EndReason.ESCAPED) {
        assertThat(result.outcome().steps()).isEqualTo(forgotten.step() + FORGOTTEN.dwell());
        assertThat(result.outcome().reason())
            .isEqualTo("forgotten; escaped by step " + result.outcome().steps());
      }
    }
  }

  @Test
  void aTrialThatFailsIsCrashedAndItsNeighboursAreNot() throws Exception {
    Map<Trial, Result> sound = run(ENGINE, TRIALS, RowSpill.MOST_IN_MEMORY);
    Map<Trial, Result> failed =
        run(new OneByOneEngine(OptionalLong.of(3)), TRIALS, RowSpill.MOST_IN_MEMORY);
    for (Trial trial : TRIALS) {
      if (trial.spec().seeds().seed() == 3) {
        assertThat(failed.get(trial).outcome().status()).isEqualTo(EndReason.CRASHED);
        assertThat(failed.get(trial).outcome().error().orElseThrow()).contains("planned failure");
        assertThat(failed.get(trial).rows()).isNotEmpty();
      } else {
        assertThat(failed.get(trial)).isEqualTo(sound.get(trial));
      }
    }
  }

  @Test
  void aStopRuleEndsOneTrialAtItsOwnLookAndItsNeighboursGoOn() throws Exception {
    PassageRule fitted = new PassageRule("fitted", "train_loss", Direction.BELOW, 0.2, 2);
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : TRIALS) {
      StopRule rule = new StopRule(fitted, 10, 25);
      trials.add(DeepLinearSpecs.trial(TestSpecs.withStopRule(trial.spec(), rule)));
    }
    Map<Trial, Result> together = run(ENGINE, trials, RowSpill.MOST_IN_MEMORY);
    for (Trial trial : trials) {
      TrialOutcome single =
          new TrialRunner(new DenseEngine(), ModelFamilies.load(), Probes.load())
              .run(
                  trial,
                  DeepLinearSpecs.examples(trial.spec()),
                  OBSERVATION,
                  (same, row) -> {},
                  TrialWatch.NONE);
      assertThat(together.get(trial).outcome().reason()).isEqualTo(single.reason());
      assertThat(together.get(trial).outcome().passages()).isEqualTo(single.passages());
    }
    assertThat(together.values())
        .extracting(result -> result.outcome().status())
        .contains(EndReason.STOPPED);
  }

  @Test
  void aTrialIsTimedOutByItsShareOfTheGroupsTime() throws Exception {
    List<TrialOutcome> outcomes =
        runner(ENGINE, RowSpill.MOST_IN_MEMORY)
            .run(
                TRIALS,
                DeepLinearSpecs.examples(TRIALS.get(0).spec()),
                OBSERVATION,
                (trial, row) -> {},
                watch(0, false));
    assertThat(outcomes).allMatch(outcome -> outcome.status() == EndReason.TIMED_OUT);
  }

  @Test
  void anInterruptedGroupHasNoOutcomeAndHandsOverNoRow() {
    assertThatThrownBy(
            () ->
                runner(ENGINE, 5)
                    .run(
                        TRIALS,
                        DeepLinearSpecs.examples(TRIALS.get(0).spec()),
                        OBSERVATION,
                        (trial, row) -> {
                          throw new AssertionError("no row may go out");
                        },
                        watch(Double.POSITIVE_INFINITY, true)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aSinkThatFailsIsTheStoragesFault() {
    assertThatThrownBy(
            () ->
                runner(ENGINE, 5)
                    .run(
                        TRIALS,
                        DeepLinearSpecs.examples(TRIALS.get(0).spec()),
                        OBSERVATION,
                        (trial, row) -> {
                          throw new IllegalStateException("full");
                        },
                        TrialWatch.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot keep a row of trial " + TRIALS.get(0).id());
  }

  @Test
  void theWatchHearsOfEveryStepOfEveryTrial() throws Exception {
    long[] told = {0};
    TrialWatch watch =
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
    List<TrialOutcome> outcomes =
        runner(ENGINE, 5)
            .run(
                trials(PHASES[1]),
                DeepLinearSpecs.examples(TRIALS.get(0).spec()),
                OBSERVATION,
                (trial, row) -> {},
                watch);
    assertThat(told[0]).isEqualTo(outcomes.stream().mapToLong(TrialOutcome::steps).sum());
  }

  @Test
  void groupsAreCutWhereAnythingButTheSeedDiffers() {
    Trial longer =
        DeepLinearSpecs.trial(
            DeepLinearSpecs.chain(5, DeepLinearSpecs.phase("x", 9, 0, List.of(), List.of())));
    List<Trial> mixed = new ArrayList<>(TRIALS);
    mixed.add(4, longer);
    assertThat(GroupRunner.groups(mixed, 3))
        .containsExactly(
            TRIALS.subList(0, 3),
            TRIALS.subList(3, 4),
            List.of(longer),
            TRIALS.subList(4, 7),
            TRIALS.subList(7, 8));
  }

  private record Result(List<StepMetrics> rows, TrialOutcome outcome) {
    List<StepMetrics> phase(int index) {
      return rows.stream().filter(row -> row.phase() == index).toList();
    }
  }

  private static List<Trial> trials(Phase... phases) {
    List<Trial> trials = new ArrayList<>();
    for (long seed = 0; seed < 8; seed++) {
      trials.add(DeepLinearSpecs.trial(DeepLinearSpecs.chain(seed, phases)));
    }
    return trials;
  }

  private static GroupRunner runner(OneByOneEngine engine, int mostRows) {
    return new GroupRunner(engine, ModelFamilies.load(), Probes.load(), mostRows);
  }

  /** Rows and outcomes without their wall-clock time; the rows' order is checked. */
  private static Map<Trial, Result> run(OneByOneEngine engine, List<Trial> trials, int mostRows)
      throws Exception {
    Map<Trial, List<StepMetrics>> rows = new LinkedHashMap<>();
    List<Trial> order = new ArrayList<>();
    List<TrialOutcome> outcomes =
        runner(engine, mostRows)
            .run(
                trials,
                DeepLinearSpecs.examples(trials.get(0).spec()),
                OBSERVATION,
                (trial, row) -> {
                  rows.computeIfAbsent(trial, same -> new ArrayList<>()).add(row);
                  order.add(trial);
                },
                TrialWatch.NONE);
    assertThat(order).isSortedAccordingTo(java.util.Comparator.comparingInt(trials::indexOf));
    Map<Trial, Result> results = new LinkedHashMap<>();
    for (int i = 0; i < trials.size(); i++) {
      results.put(trials.get(i), new Result(rows.get(trials.get(i)), withoutTime(outcomes.get(i))));
    }
    return results;
  }

  private static TrialOutcome withoutTime(TrialOutcome outcome) {
    Optional<String> error = outcome.error().map(stack -> stack.lines().findFirst().orElseThrow());
    return new TrialOutcome(
        outcome.status(),
        outcome.reason(),
        outcome.passages(),
        outcome.last(),
        outcome.steps(),
        outcome.flops(),
        0,
        outcome.engine(),
        error);
  }

  private static List<List<Object>> timeless(List<StepMetrics> rows) {
    return rows.stream()
        .map(
            row ->
                List.<Object>of(
                    row.phase(),
                    row.phaseStep(),
                    row.step(),
                    row.trainLoss(),
                    row.objective(),
                    row.gradientNorm(),
                    row.layerWeightNorms(),
                    row.probes(),
                    row.finite()))
        .toList();
  }

  private static Passage passage(Result result, String phase, String rule) {
    return result.outcome().passages().stream()
        .filter(each -> each.phase().equals(phase) && each.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static TrialWatch watch(double seconds, boolean interrupted) {
    return new TrialWatch() {
      @Override
      public void stepped(long steps) {}

      @Override
      public boolean interrupted() {
        return interrupted;
      }

      @Override
      public double wallSecondsLimit() {
        return seconds;
      }
    };
  }
}
