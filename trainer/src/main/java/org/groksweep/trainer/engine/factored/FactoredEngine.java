package org.groksweep.trainer.engine.factored;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Precision;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * Trains diagonal networks and factored matrices in double, by full-batch gradient descent without
 * momentum, on one training set in all phases.
 */
public final class FactoredEngine implements Engine {

  public static final String NAME = "factored";

  /** Rises whenever a golden trajectory changes. */
  static final int NUMERICS_VERSION = 3;

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
    return knows(spec) && obstacles(spec).isEmpty();
  }

  private static boolean knows(TrialSpec spec) {
    return spec.model() instanceof DiagonalLinear || spec.model() instanceof MatrixFactorization;
  }

  @Override
  public List<String> obstacles(TrialSpec spec) {
    if (!knows(spec)) {
      return List.of();
    }
    List<String> obstacles = new ArrayList<>();
    if (spec.precision() != Precision.FLOAT64) {
      obstacles.add("precision: float64");
    }
    if (spec.batching().sampling() != Sampling.FULL) {
      obstacles.add("batch.sampling: full");
    }
    if (!(spec.optimizer() instanceof Sgd sgd && sgd.momentum() == 0)) {
      obstacles.add("optimizer.type: sgd without momentum");
    }
    if (!PlainTraining.isAll(spec)) {
      obstacles.add("no noise and no escapes");
    }
    if (!spec.phases().stream().allMatch(phase -> sameData(phase, spec.phases().get(0)))) {
      obstacles.add("one training set and one test set in all phases");
    }
    return obstacles;
  }

  private static boolean sameData(Phase phase, Phase first) {
    return phase.trainExamples() == first.trainExamples() && phase.testSet() == first.testSet();
  }

  /** Additions, multiplications, divisions and StrictMath alone: no more than the version. */
  @Override
  public String numericsFingerprint() {
    return NAME + "-" + NUMERICS_VERSION;
  }

  @Override
  public Learner learner(TrialSpec spec, Examples examples) {
    if (examples.outputs() != (examples.isClassification() ? 2 : 1)) {
      throw new IllegalArgumentException(
          "model.type: %s predicts one number, two classes or one target; the task has %d outputs"
              .formatted(spec.model().type(), examples.outputs()));
    }
    if (spec.model() instanceof DiagonalLinear model) {
      return new FactoredLearner(
          spec, examples, trained -> new DiagonalModel(model, examples, trained, spec.seeds()));
    }
    MatrixFactorization model = (MatrixFactorization) spec.model();
    return new FactoredLearner(
        spec, examples, trained -> new MatrixModel(model, examples, trained, spec.seeds()));
  }
}
