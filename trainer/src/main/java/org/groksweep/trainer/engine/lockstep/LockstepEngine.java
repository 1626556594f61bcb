package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.Set;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Trains many small deep linear networks, diagonal networks or factored matrices together, one
 * thread per group: plain stochastic gradient descent, with gradient noise or without.
 */
public final class LockstepEngine implements GroupEngine {

  public static final String NAME = "lockstep";

  /** Rises whenever a golden trajectory changes. */
  static final int NUMERICS_VERSION = 2;

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
    return LockstepLimits.knows(spec) && obstacles(spec).isEmpty();
  }

  @Override
  public List<String> obstacles(TrialSpec spec) {
    return LockstepLimits.obstacles(spec);
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

  private static ReplicaModel model(List<TrialSpec> replicas, Examples examples) {
    ModelSpec model = replicas.get(0).model();
    if (model instanceof DiagonalLinear) {
      return new DiagonalReplicas(replicas, examples);
    }
    return model instanceof MatrixFactorization
        ? new MatrixReplicas(replicas, examples)
        : new LinearReplicas(replicas, examples);
  }

  private static LockstepGroup<?> lockstep(List<TrialSpec> replicas, Examples examples) {
    ReplicaModel model = model(replicas, examples);
    if (replicas.get(0).precision() == Precision.FLOAT32) {
      return new LockstepGroup<>(new FloatLanes(), model, replicas);
    }
    return new LockstepGroup<>(new DoubleLanes(), model, replicas);
  }
}
