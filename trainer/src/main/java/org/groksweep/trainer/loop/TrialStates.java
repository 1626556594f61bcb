package org.groksweep.trainer.loop;

import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.metrics.MetricSink;

/** The states of one trial: what is kept of it and taken up again, if its learner has any. */
final class TrialStates {

  private final TrialProgress progress;
  private final Learner learner;
  private final Checkpoints checkpoints;
  private final CheckpointSteps steps;
  private final WeightsSaver saver;

  /**
   * @param parameters of the network
   */
  TrialStates(
      TrialProgress progress,
      Learner learner,
      Checkpoints checkpoints,
      WeightsSaver saver,
      long parameters) {
    this.progress = progress;
    this.learner = learner;
    this.checkpoints = checkpoints;
    this.saver = saver;
    this.steps =
        new CheckpointSteps(
            learner instanceof ResumableLearner
                ? checkpoints.distanceFlops(parameters)
                : Double.POSITIVE_INFINITY);
  }

  /** Takes up the newest state, its own or a shorter trial's, if there is one, and its rows. */
  boolean restored(Records records) throws IOException {
    if (!(learner instanceof ResumableLearner resumable)) {
      return false;
    }
    MetricSink rows = (trial, row) -> records.recordAgain(row);
    Checkpoints.StateReader state =
        in -> {
          progress.restoreState(in);
          saver.restoreState(in);
          resumable.restoreState(in);
        };
    boolean restored =
        checkpoints.restore(rows, state) || checkpoints.restoreShorter(0, rows, state);
    steps.passed(progress.flops());
    return restored;
  }

  /** Keeps a state at the steps that the static estimate decides. */
  void keepIfDue() throws IOException {
    if (steps.due(progress.flops()) && learner instanceof ResumableLearner resumable) {
      checkpoints.keep(out -> write(out, resumable));
      steps.passed(progress.flops());
    }
  }

  /**
   * Keeps the state in which the last phase's length is used up. Before the look: whether this step
   * is recorded and what ends here depends on the length.
   */
  void keepSpent() throws IOException {
    if (learner instanceof ResumableLearner resumable) {
      checkpoints.budgetSpent(out -> write(out, resumable));
    }
  }

  private void write(DataOutput out, ResumableLearner resumable) throws IOException {
    progress.saveState(out);
    saver.saveState(out);
    resumable.saveState(out);
  }
}
