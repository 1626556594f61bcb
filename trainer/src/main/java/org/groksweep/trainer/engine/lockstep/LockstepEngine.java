package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.Set;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Trains many small deep linear networks on linear teachers together, one thread per group: plain
 * stochastic gradient descent on batches of any kind, with gradient noise or without.
 */
public final class LockstepEngine implements GroupEngine {

  public static final String NAME = "lockstep";

  /** Rises whenever a golden trajectory changes. */
  static final int NUMERICS_VERSION = 2;

  /** Wider ones are faster as matrix products, one by one. */
  private static final int WIDEST = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean startsFromWeights() {
    return true;
  }

  @Override
  public boolean supports(TrialSpec spec) {
    return spec.model() instanceof DeepLinear model
        && spec.task() instanceof LinearTeacher task
        && model.width() <= WIDEST
        && task.inputs() <= WIDEST
        && task.outputs() <= WIDEST
        && spec.loss() != Loss.CROSS_ENTROPY
        && spec.optimizer() instanceof OptimizerSpec.Sgd sgd
        && sgd.momentum() == 0
        && watchable(spec).containsAll(PlainTraining.watched(spec));
  }

  @Override
  public Set<String> watchable(TrialSpec spec) {
    return WatchedValues.names(spec);
  }

  /** "lockstep-" and the numerics version: nothing but exactly rounded operations of our own. */
  @Override
  public String numericsFingerprint() {
    return NAME + "-" + NUMERICS_VERSION;
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    return new LockstepLearner(lockstep(List.of(spec), examples));
  }

  @Override
  public GroupLearner group(List<TrialSpec> replicas, Examples examples) {
    return lockstep(replicas, examples);
  }

  private static LockstepGroup<?> lockstep(List<TrialSpec> replicas, Examples examples) {
    ReplicaModel model = new LinearModel(replicas, examples);
    if (replicas.get(0).precision() == Precision.FLOAT32) {
      return new LockstepGroup<>(new FloatLanes(), model, replicas);
    }
    return new LockstepGroup<>(new DoubleLanes(), model, replicas);
  }
}
