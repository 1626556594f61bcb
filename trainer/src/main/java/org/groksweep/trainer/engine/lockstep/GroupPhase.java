package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The phase that a group is in.
 *
 * @param phase of the spec
 * @param index of it
 * @param examples of an update: the whole training set, or the most of a batch
 * @param full whether an update sees the whole training set
 * @param watches the phase's rules at work
 */
record GroupPhase(Phase phase, int index, int examples, boolean full, List<Watch> watches) {

  GroupPhase {
    watches = List.copyOf(watches);
  }

  static GroupPhase of(TrialSpec spec, int index, int replicas) {
    Phase phase = spec.phases().get(index);
    boolean full = BatchOrder.isFull(spec.batching(), phase);
    List<Watch> watches =
        phase.escapes().stream()
            .map(rule -> new Watch(rule, phase.endsAt(rule), replicas))
            .toList();
    int examples = full ? phase.trainExamples() : spec.batching().size();
    return new GroupPhase(phase, index, examples, full, watches);
  }

  /** The most examples of an update in any phase. */
  static int mostExamples(TrialSpec spec) {
    int most = 0;
    for (int index = 0; index < spec.phases().size(); index++) {
      most = Math.max(most, of(spec, index, 0).examples());
    }
    return most;
  }

  boolean watchesLoss() {
    return watches.stream().anyMatch(Watch::looksAtLoss);
  }

  boolean watchesSingularValues() {
    return !watches.stream().allMatch(Watch::looksAtLoss);
  }
}
