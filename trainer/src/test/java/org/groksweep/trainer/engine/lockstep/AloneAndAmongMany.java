package org.groksweep.trainer.engine.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.groksweep.trainer.engine.GroupLearner;

/** Trials of two phases, of which some leave the first, in one group and each by itself. */
final class AloneAndAmongMany {

  private static final LockstepEngine ENGINE = new LockstepEngine();

  private AloneAndAmongMany() {}

  /**
   * Checks that every so many-th trial has the same steps, weights and rows in both.
   *
   * @param count of trials, a fifth of which at least but not all leave
   */
  static void check(ReplicaSpecs specs, int count, int distance) {
    long first = specs.seed(0).phases().get(0).maxSteps();
    long second = specs.seed(0).phases().get(1).maxSteps();
    GroupLearner many = ENGINE.group(specs.seeds(0, count), specs.examples());
    many.beginPhase(0, all(count));
    // In uneven pieces, so that tiles are packed anew in between.
    for (long step = 13; step < first; step += 29) {
      many.advance(step);
    }
    many.advance(first);
    long[] ends = new long[count];
    int left = 0;
    for (int replica = 0; replica < count; replica++) {
      ends[replica] = many.phaseStep(replica);
      left += many.running(replica) ? 0 : 1;
    }
    assertThat(left).isBetween(count / 5, count - 1);
    many.beginPhase(1, all(count));
    many.advance(second);
    for (int replica = 0; replica < count; replica += distance) {
      GroupLearner alone = ENGINE.group(specs.seeds(replica, 1), specs.examples());
      alone.beginPhase(0, all(1));
      alone.advance(first);
      assertThat(alone.phaseStep(0)).isEqualTo(ends[replica]);
      alone.beginPhase(1, all(1));
      alone.advance(second);
      assertThat(many.weights(replica)).isEqualTo(alone.weights(0));
      assertThat(many.measure(replica)).isEqualTo(alone.measure(0));
    }
  }

  /** The first replicas of a group. */
  static BitSet all(int count) {
    BitSet all = new BitSet();
    all.set(0, count);
    return all;
  }
}
