package org.groksweep.trainer.engine.dense;

import java.util.LinkedHashSet;
import java.util.Set;
import org.groksweep.trainer.probe.SingularValues;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.TrialSpec;

/** What escapes can watch at every step: what is at hand there, or cheap. */
final class WatchedMetrics {

  static final String TRAIN_LOSS = "train_loss";
  private static final String SINGULAR_VALUE = SingularValues.NAME + "_";

  private WatchedMetrics() {}

  /**
   * Under full batches the training loss, which the next update needs anyway; of linear networks on
   * a linear teacher, whose shape the spec tells, the singular values of the end-to-end matrix.
   */
  static Set<String> of(TrialSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (spec.batching().sampling() == Batching.Sampling.FULL) {
      names.add(TRAIN_LOSS);
    }
    if (spec.model().isLinear() && spec.task() instanceof LinearTeacher teacher) {
      for (int mode = 1; mode <= Math.min(teacher.inputs(), teacher.outputs()); mode++) {
        names.add(SINGULAR_VALUE + mode);
      }
    }
    return names;
  }

  /** The place of a singular value, from 0. */
  static int mode(String metric) {
    return Integer.parseInt(metric.substring(SINGULAR_VALUE.length())) - 1;
  }
}
