package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.groksweep.trainer.TestSpecs;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TrialSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A trial that is interrupted at every state it keeps, and taken up again by another runner. */
class ResumedTrialTest {

  /** A state about every ten to thirty steps. */
  private static final double DISTANCE = 1e6;

  private static final Observation OBSERVATION =
      Observation.DEFAULT.withSaving(
          rules ->
              new Saving(
                  List.of("memorized", "generalized"),
                  List.of(0L, 50L, 200L),
                  true,
                  Saving.Format.NPZ));

  static Stream<TrialSpec> specs() {
    Phase first = TestSpecs.phase("first", 180, 30);
    Phase second = TestSpecs.phase("second", 190, 20);
    PassageRule memorized = PassageRule.MEMORIZED;
    TrialSpec minibatches =
        TestSpecs.withBatching(TestSpecs.SPEC, new Batching(8, Sampling.SHUFFLED));
    return Stream.of(
        TestSpecs.SPEC,
        TestSpecs.withPhases(TestSpecs.SPEC, first, second),
        TestSpecs.withPhases(minibatches, first, second),
        TestSpecs.withStopRule(TestSpecs.SPEC, new StopRule(memorized, 7, 40)),
        TestSpecs.withPhases(
            TestSpecs.SPEC,
            // A crossing waits for its dwell while states are kept, in both phases.
            first.watching(List.of(low("lower", 1, 70)), List.of("lower"), 100),
            second.watching(
                List.of(low("lower", 1, 70), low("lowest", 0.2, 70)), List.of("lowest"), 100)),
        TestSpecs.withPhases(
            TestSpecs.SPEC, TestSpecs.withRates(TestSpecs.phase("hot", 300, 30), 1e30, 0, 0)));
  }

  private static EscapeRule low(String name, double threshold, long dwell) {
    return new EscapeRule(name, "train_loss", Direction.BELOW, threshold, 2 * threshold, dwell);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void itEndsWithTheSameRowsAndOutcomeAsAnUndisturbedOne(TrialSpec spec) throws Exception {
    long seed = spec.seeds().seed();
    StatesInMemory undisturbed = new StatesInMemory(DISTANCE, Long.MAX_VALUE);
    TrialOutcome whole = run(spec, undisturbed);
    if (whole.status() != EndReason.DIVERGED) {
      assertThat(undisturbed.rowsBefore).hasSizeGreaterThan(3);
    }

    StatesInMemory memory = new StatesInMemory(DISTANCE, 1);
    Optional<TrialOutcome> outcome = Optional.empty();
    int interruptions = 0;
    while (outcome.isEmpty()) {
      try {
        memory.attempt();
        outcome = Optional.of(run(spec, memory));
      } catch (InterruptedException e) {
        interruptions++;
      }
    }

    assertThat(interruptions).isEqualTo(undisturbed.states.size());
    assertThat(memory.rows).isEqualTo(undisturbed.rows);
    assertThat(memory.weights)
        .isEqualTo(undisturbed.weights)
        .containsKeys(seed + "/step0", seed + "/final");
    assertThat(memory.rowsBefore)
        .as("states lie where they would without interruption")
        .isEqualTo(undisturbed.rowsBefore);
    assertThat(outcome.get().status()).isEqualTo(whole.status());
    assertThat(outcome.get().reason()).isEqualTo(whole.reason());
    assertThat(outcome.get().passages()).isEqualTo(whole.passages());
    assertThat(outcome.get().last()).isEqualTo(whole.last());
    assertThat(outcome.get().steps()).isEqualTo(whole.steps());
    assertThat(outcome.get().flops()).isEqualTo(whole.flops());
  }

  @Test
  void theSecondsOfAllAttemptsCount() throws Exception {
    StatesInMemory memory = new StatesInMemory(DISTANCE, 1);
    memory.attempt();
    try {
      run(TestSpecs.SPEC, memory);
    } catch (InterruptedException e) {
      memory.attempt();
    }
    memory.secondsLimit = 1e-9;
    // The limit is of the sum: what has used it up does not start it anew.
    assertThat(run(TestSpecs.SPEC, memory).status()).isEqualTo(EndReason.TIMED_OUT);
  }

  private static TrialOutcome run(TrialSpec spec, StatesInMemory memory) throws Exception {
    return new TrialRunner(EngineTable.load().engine("dense"), ModelFamilies.load(), Probes.load())
        .run(TestSpecs.trial(spec), TestSpecs.examples(), OBSERVATION, memory.host());
  }
}
