package org.groksweep.trainer.engine.lockstep;

import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.groksweep.trainer.benchmark.Timed;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.spec.TrialSpec;

/** Steps of one replica each, of which a group does as many at once as it has. */
final class GroupSteps implements Timed {

  private final Supplier<GroupLearner> begun;
  private GroupLearner learner;

  /**
   * Steps of a group.
   *
   * @param begun makes it, in its first phase
   */
  GroupSteps(Supplier<GroupLearner> begun) {
    this.begun = begun;
  }

  /** A group in its first phase. */
  static GroupLearner begin(List<TrialSpec> specs, Examples examples) {
    GroupLearner learner = new LockstepEngine().group(specs, examples);
    BitSet all = new BitSet();
    all.set(0, specs.size());
    learner.beginPhase(0, all);
    return learner;
  }

  @Override
  public void run(long steps) {
    if (learner == null) {
      learner = begun.get();
    }
    learner.advance(learner.phaseStep(0) + groupSteps(steps));
  }

  @Override
  public long nanos(long steps) {
    long start = System.nanoTime();
    run(steps);
    double spent = System.nanoTime() - start;
    return Math.round(spent * steps / (groupSteps(steps) * (double) learner.replicas()));
  }

  private long groupSteps(long steps) {
    return Math.max(1, Math.round(steps / (double) learner.replicas()));
  }
}
