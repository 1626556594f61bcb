package org.groksweep.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groksweep.trainer.metrics.EndReason.COMPLETED;

import java.util.List;
import org.groksweep.trainer.DeepLinearSpecs;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.lockstep.LockstepEngine;
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

/**
 * A group whose last phase is longer than that of trials before it, some of which are kept: of one
 * length, of two, or none.
 */
class LengthenedGroupTest {

  private static final Observation OBSERVATION =
      new Observation(
          new Recording(
              List.of(new Recording.Geometric(1.3), new Recording.Every(60)), Double.MAX_VALUE),
          List.of(new PassageRule("fitted", "train_loss", Direction.BELOW, 0.2, 2)),
          List.of("singularValues"),
          new Saving(List.of(), List.of(), false, Saving.Format.NPZ, true));

  @ParameterizedTest
  @MethodSource("org.groksweep.trainer.loop.GroupKinds#all")
  void endsWithTheRowsAndOutcomesOfOneThatBeganWithItsLength(GroupKinds.Kind kind)
      throws Exception {
    long length = kind.rest().lastPhase().maxSteps();
    StatesInMemory undisturbed = memory(Double.POSITIVE_INFINITY, kind.trials());
    List<TrialOutcome> whole = run(kind.trials(), undisturbed);
    assertThat(whole).extracting(TrialOutcome::status).containsAll(kind.ends());
    StatesInMemory shortest = memory(Double.POSITIVE_INFINITY, lasting(kind, 2 * length / 5));
    List<TrialOutcome> atShortest = run(lasting(kind, 2 * length / 5), shortest);
    assertThat(shortest.ends).as("each is kept").hasSize(kind.replicas());

    StatesInMemory longer = memory(Double.POSITIVE_INFINITY, lasting(kind, 7 * length / 10));
    longer.shorter.putAll(shortest.ends);
    run(lasting(kind, 7 * length / 10), longer);
    assertThat(longer.ends).hasSize(kind.replicas());

    // Some from either length, and some from none, unless there is but one.
    StatesInMemory last = memory(kind.distance(), kind.trials());
    last.shorter.putAll(shortest.ends);
    longer.ends.forEach(
        (seed, end) -> last.shorter.compute(seed, (k, v) -> seed % 3 == 0 ? v : end));
    last.shorter.keySet().removeIf(seed -> seed % 5 == 3);
    List<TrialOutcome> outcomes = runUntilDone(kind.trials(), last);

    assertThat(last.rows).isEqualTo(undisturbed.rows);
    assertThat(ResumedGroupTest.timeless(outcomes)).isEqualTo(ResumedGroupTest.timeless(whole));
    assertThat(last.takenUp).isEqualTo(last.shorter.size()).isPositive();
    assertThat(atShortest).as("some go on").extracting(TrialOutcome::status).contains(COMPLETED);
  }

  @Test
  void nothingIsDoneUntilTheFirstComesIn() throws Exception {
    GroupKinds.Kind kind = GroupKinds.all().findFirst().orElseThrow();
    long length = kind.rest().lastPhase().maxSteps();
    StatesInMemory shorter = memory(Double.POSITIVE_INFINITY, lasting(kind, length - 1));
    run(lasting(kind, length - 1), shorter);
    // Apart by less than one update that all of them share.
    StatesInMemory last = new StatesInMemory(1e4, Long.MAX_VALUE);
    last.keepEndsOf(kind.trials());
    last.shorter.putAll(shorter.ends);

    run(kind.trials(), last);

    assertThat(last.timesTold).as("of one step").isEqualTo(1);
  }

  private static StatesInMemory memory(double distance, List<Trial> trials) {
    StatesInMemory memory =
        new StatesInMemory(distance, Double.isFinite(distance) ? 1 : Long.MAX_VALUE);
    memory.keepEndsOf(trials);
    return memory;
  }

  private static List<Trial> lasting(GroupKinds.Kind kind, long steps) {
    return kind.trials().stream()
        .map(each -> DeepLinearSpecs.trial(each.spec().lasting(steps)))
        .toList();
  }

  private static List<TrialOutcome> runUntilDone(List<Trial> trials, StatesInMemory memory)
      throws Exception {
    while (true) {
      try {
        memory.attempt();
        return run(trials, memory);
      } catch (InterruptedException e) {
        assertThat(memory.states).isNotEmpty();
      }
    }
  }

  private static List<TrialOutcome> run(List<Trial> trials, StatesInMemory memory)
      throws Exception {
    return new GroupRunner(
            new LockstepEngine(), ModelFamilies.load(), Probes.load(), 3 * trials.size())
        .run(trials, DeepLinearSpecs.examples(trials.get(0).spec()), OBSERVATION, memory.host());
  }
}
