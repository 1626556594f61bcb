package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.groksweep.trainer.engine.PlainTraining;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixCompletion;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.SeparableClassification;
import org.groksweep.trainer.spec.TrialSpec;

/** Which trials are small and plain enough to be trained in lockstep. */
final class LockstepLimits {

  /** Of a deep linear network; wider ones are faster as matrix products, one by one. */
  private static final int WIDEST = 16;

  /** Inputs of all examples of a diagonal network, which are kept as doubles: 32 MB. */
  private static final long MOST_INPUTS = 1 << 22;

  /** Rows of a factored matrix; larger ones are faster by their observed entries alone. */
  private static final int MOST_ROWS = 16;

  private LockstepLimits() {}

  static boolean knows(TrialSpec spec) {
    return spec.model() instanceof DeepLinear
        || spec.model() instanceof DiagonalLinear
        || spec.model() instanceof MatrixFactorization;
  }

  /** What else a trial of a model that is known would need; empty for others. */
  static List<String> obstacles(TrialSpec spec) {
    List<String> obstacles = new ArrayList<>();
    if (!knows(spec)) {
      return obstacles;
    }
    if (spec.model() instanceof DeepLinear model) {
      addOfLinear(obstacles, spec, model);
    } else if (spec.model() instanceof DiagonalLinear) {
      addOfDiagonal(obstacles, spec);
    } else {
      addOfMatrix(obstacles, spec);
    }
    if (!(spec.optimizer() instanceof Sgd sgd && sgd.momentum() == 0)) {
      obstacles.add("optimizer.type: sgd without momentum");
    }
    if (!WatchedValues.names(spec).containsAll(PlainTraining.watched(spec))) {
      Set<String> names = WatchedValues.names(spec);
      obstacles.add(names.isEmpty() ? "no escapes" : "escapes that watch one of " + names);
    }
    return obstacles;
  }

  private static void addOfLinear(List<String> obstacles, TrialSpec spec, DeepLinear model) {
    if (!(spec.task() instanceof LinearTeacher task)) {
      obstacles.add("task.type: " + LinearTeacher.TYPE);
    } else if (Math.max(model.width(), Math.max(task.inputs(), task.outputs())) > WIDEST) {
      obstacles.add("inputs, outputs and a model.width of at most " + WIDEST);
    }
    if (spec.loss() == Loss.CROSS_ENTROPY) {
      obstacles.add("a squared loss");
    }
  }

  private static void addOfDiagonal(List<String> obstacles, TrialSpec spec) {
    if (spec.task() instanceof SeparableClassification task) {
      addMostInputs(obstacles, task.dimension(), task.examples() + (long) task.testExamples());
    } else if (spec.task() instanceof LinearTeacher task
        && task.outputs() == 1
        && spec.loss() != Loss.CROSS_ENTROPY) {
      addMostInputs(obstacles, task.inputs(), task.examples());
    } else {
      obstacles.add(
          "task.type: %s, or %s with one output and a squared loss"
              .formatted(SeparableClassification.TYPE, LinearTeacher.TYPE));
    }
    addNoFresh(obstacles, spec);
  }

  private static void addMostInputs(List<String> obstacles, long inputs, long examples) {
    if (inputs * examples > MOST_INPUTS) {
      obstacles.add(
          "at most %d numbers in the inputs of all examples, not %d"
              .formatted(MOST_INPUTS, inputs * examples));
    }
  }

  private static void addOfMatrix(List<String> obstacles, TrialSpec spec) {
    if (!(spec.task() instanceof MatrixCompletion task)) {
      obstacles.add("task.type: " + MatrixCompletion.TYPE);
    } else if (task.size() > MOST_ROWS) {
      obstacles.add("a task.size of at most " + MOST_ROWS);
    }
    if (spec.loss() == Loss.CROSS_ENTROPY) {
      obstacles.add("a squared loss");
    }
    addNoFresh(obstacles, spec);
  }

  private static void addNoFresh(List<String> obstacles, TrialSpec spec) {
    if (spec.batching().sampling() == Sampling.FRESH) {
      obstacles.add("a batch.sampling other than fresh");
    }
  }
}
