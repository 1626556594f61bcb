package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.lockstep.FailingLockstep;
import org.groksweep.trainer.engine.lockstep.LockstepEngine;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Saving;
import org.groksweep.trainer.spec.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group that is interrupted at its states, and taken up again by another runner. */
class ResumedGroupTest {

  private static final LockstepEngine ENGINE = new LockstepEngine();

  /** So few that rows of each trial move to the scratch file between two states. */
  private static final int ROWS_IN_MEMORY_PER_TRIAL = 3;

  private static final Observation OBSERVATION =
      new Observation(
          new Recording(
              List.of(new Recording.Geometric(1.3), new Recording.Every(60)),
              Recording.DEFAULT_MAX_EVALUATION_SHARE),
          List.of(new PassageRule("fitted", "train_loss", Direction.BELOW, 0.2, 2)),
          List.of("singularValues"),
          new Saving(List.of("fitted"), List.of(0L, 33L, 450L), true, Saving.Format.NPZ));

  @ParameterizedTest
  @MethodSource("org.groksweep.trainer.loop.GroupKinds#all")
  void endsWithTheRowsWeightsAndOutcomesOfAnUndisturbedOne(GroupKinds.Kind kind) throws Exception {
    assertThat(ENGINE.supports(kind.rest())).isTrue();
    StatesInMemory undisturbed = new StatesInMemory(kind.distance(), Long.MAX_VALUE);
    List<TrialOutcome> whole = run(ENGINE, kind, undisturbed);
    assertThat(undisturbed.rowsBefore).hasSizeGreaterThan(4);
    assertThat(whole).extracting(TrialOutcome::status).containsAll(kind.ends());

    for (int statesPerAttempt = 1; statesPerAttempt <= 2; statesPerAttempt++) {
      StatesInMemory memory = new StatesInMemory(kind.distance(), statesPerAttempt);
      List<TrialOutcome> outcomes = runUntilDone(ENGINE, kind, memory);

      assertThat(memory.rowsBefore)
          .as("states lie where they would without interruption")
          .isEqualTo(undisturbed.rowsBefore);
      assertThat(memory.rows).isEqualTo(undisturbed.rows);
      assertThat(memory.weights).isEqualTo(undisturbed.weights);
      assertThat(timeless(outcomes)).isEqualTo(timeless(whole));
    }
  }

  @ParameterizedTest
  @MethodSource("org.groksweep.trainer.loop.GroupKinds#all")
  void theTrialsHaveWhatTheyHaveAloneWithoutStates(GroupKinds.Kind kind) throws Exception {
    StatesInMemory memory = new StatesInMemory(kind.distance(), 1);
    List<TrialOutcome> outcomes = runUntilDone(ENGINE, kind, memory);
    List<Trial> trials = kind.trials();
    for (int i = 0; i < trials.size(); i += 7) {
      Trial trial = trials.get(i);
      StatesInMemory alone = new StatesInMemory(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
      List<TrialOutcome> outcome = run(ENGINE, List.of(trial), alone);
      assertThat(memory.rows.stream().filter(each -> each.trial().equals(trial)))
          .isEqualTo(alone.rows);
      assertThat(memory.weights).containsAllEntriesOf(alone.weights);
      assertThat(timeless(outcomes).get(i)).isEqualTo(timeless(outcome).get(0));
    }
  }

  @Test
  void whatFailsAfterItWentOnIsTrainedOneByOne() throws Exception {
    GroupKinds.Kind kind =
        GroupKinds.all().filter(each -> each.name().equals("fresh, stops")).findAny().orElseThrow();
    GroupEngine failing = new FailingLockstep(3, 250);
    Observation observation = OBSERVATION.withSaving(rules -> Saving.NONE);
    StatesInMemory sound = new StatesInMemory(kind.distance(), Long.MAX_VALUE);
    List<TrialOutcome> expected = run(ENGINE, kind.trials(), sound, observation);
    StatesInMemory memory = new StatesInMemory(kind.distance(), 1);
    Optional<List<TrialOutcome>> outcomes = Optional.empty();
    int interruptions = 0;
    while (outcomes.isEmpty()) {
      try {
        memory.attempt();
        outcomes = Optional.of(run(failing, kind.trials(), memory, observation));
      } catch (InterruptedException e) {
        interruptions++;
      }
    }
    assertThat(interruptions).isPositive();
    assertThat(outcomes.get().get(3).status()).isEqualTo(EndReason.CRASHED);
    assertThat(withoutThird(memory)).isEqualTo(withoutThird(sound));
    for (int i = 0; i < expected.size(); i++) {
      if (i != 3) {
        assertThat(timeless(outcomes.get()).get(i)).isEqualTo(timeless(expected).get(i));
      }
    }
  }

  private static List<StatesInMemory.Handed> withoutThird(StatesInMemory memory) {
    return memory.rows.stream()
        .filter(each -> each.trial().spec().seeds().seed() != 3)
        .collect(Collectors.toList());
  }

  @Test
  void theSecondsOfAllAttemptsCount() throws Exception {
    GroupKinds.Kind kind = GroupKinds.all().findFirst().orElseThrow();
    StatesInMemory memory = new StatesInMemory(kind.distance(), 1);
    double before = secondsUntilInterrupted(kind, memory);
    memory.attempt();
    memory.secondsLimit = 1e-9;
    List<TrialOutcome> outcomes = run(ENGINE, kind, memory);
    assertThat(outcomes).extracting(TrialOutcome::status).contains(EndReason.TIMED_OUT);
    double sum = outcomes.stream().mapToDouble(TrialOutcome::wallSeconds).sum();
    assertThat(sum).isGreaterThan(before / 2);
  }

  /** Seconds that the first attempt took at least, from its first step to its state. */
  private static double secondsUntilInterrupted(GroupKinds.Kind kind, StatesInMemory memory)
      throws Exception {
    long start = System.nanoTime();
    try {
      run(ENGINE, kind, memory);
    } catch (InterruptedException e) {
      return 1e-9 * (System.nanoTime() - start);
    }
    throw new AssertionError("it was not interrupted");
  }

  private static List<TrialOutcome> runUntilDone(
      GroupEngine engine, GroupKinds.Kind kind, StatesInMemory memory) throws Exception {
    while (true) {
      try {
        memory.attempt();
        return run(engine, kind, memory);
      } catch (InterruptedException e) {
        assertThat(memory.rows.isEmpty())
            .as("rows of a group go out at its end")
            .isEqualTo(kind.replicas() > 1);
      }
    }
  }

  private static List<TrialOutcome> run(
      GroupEngine engine, GroupKinds.Kind kind, StatesInMemory memory) throws Exception {
    return run(engine, kind.trials(), memory);
  }

  private static List<TrialOutcome> run(
      GroupEngine engine, List<Trial> trials, StatesInMemory memory) throws Exception {
    return run(engine, trials, memory, OBSERVATION);
  }

  private static List<TrialOutcome> run(
      GroupEngine engine, List<Trial> trials, StatesInMemory memory, Observation observation)
      throws Exception {
    return new GroupRunner(
            engine, ModelFamilies.load(), Probes.load(), ROWS_IN_MEMORY_PER_TRIAL * trials.size())
        .run(trials, DeepLinearSpecs.examples(trials.get(0).spec()), observation, memory.host());
  }

  static List<TrialOutcome> timeless(List<TrialOutcome> outcomes) {
    return outcomes.stream()
        .map(
            each ->
                new TrialOutcome(
                    each.status(),
                    each.reason(),
                    each.passages(),
                    each.last(),
                    each.steps(),
                    each.flops(),
                    0,
                    each.engine(),
                    each.error()))
        .toList();
  }
}
