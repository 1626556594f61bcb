package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import java.util.Set;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.SeparableClassification;
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

  /** Of all examples of a diagonal network, which are kept as doubles: 8 MB. */
  private static final long MOST_INPUTS = 1 << 20;

  /** Larger factored matrices are faster one by one. */
  private static final int LARGEST = 16;

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
    return (isLinear(spec) || isDiagonal(spec) || isMatrix(spec))
        && spec.optimizer() instanceof OptimizerSpec.Sgd sgd
        && sgd.momentum() == 0
        && watchable(spec).containsAll(PlainTraining.watched(spec));
  }

  private static boolean isLinear(TrialSpec spec) {
    return spec.model() instanceof DeepLinear model
        && spec.task() instanceof LinearTeacher task
        && model.width() <= WIDEST
        && task.inputs() <= WIDEST
        && task.outputs() <= WIDEST
        && spec.loss() != Loss.CROSS_ENTROPY;
  }

  private static boolean isDiagonal(TrialSpec spec) {
    return spec.model() instanceof DiagonalLinear
        && spec.batching().sampling() != Sampling.FRESH
        && hasSmallInputs(spec);
  }

  private static boolean hasSmallInputs(TrialSpec spec) {
    if (spec.task() instanceof SeparableClassification task) {
      return (task.examples() + (long) task.testExamples()) * task.dimension() <= MOST_INPUTS;
    }
    return spec.task() instanceof LinearTeacher task
        && task.outputs() == 1
        && spec.loss() != Loss.CROSS_ENTROPY
        && (long) task.examples() * task.inputs() <= MOST_INPUTS;
  }

  private static boolean isMatrix(TrialSpec spec) {
    return spec.model() instanceof MatrixFactorization
        && spec.task() instanceof MatrixCompletion task
        && task.size() <= LARGEST
        && spec.loss() != Loss.CROSS_ENTROPY
        && spec.batching().sampling() != Sampling.FRESH;
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
