package org.groksweep.trainer.loop;

import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.ResumableGroupLearner;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;
import org.groksweep.trainer.spec.TrialId;

/**
 * The states of a group: what is kept of it and taken up again, if its learner has any.
 *
 * <p>One state holds all replicas: parameters and triggers of escapes (the learner's), clocks, stop
 * rules, weights that wait for a passage, and how those ended that have (the replicas'), and the
 * place in the phase. Where a replica lies in memory is no part of it. Rows wait for the group's
 * end; those since the last state go with a state, so that each is kept once.
 *
 * <p>A state is due at the first stop past each multiple of a distance in work. The work is the
 * learner's {@link StepCost} by the updates done, so it is the same however the updates were cut
 * and whether or not the group was resumed. While replicas leave, the stop at which it will be due
 * moves away: it is found anew at every stop.
 */
final class GroupStates {

  private final GroupProgress progress;

  /** Empty where it has no states. */
  private final Optional<ResumableGroupLearner> learner;

  private final Checkpoints checkpoints;
  private final WaitingRows rows;
  private final GroupLengths lengths;
  private final CheckpointSteps steps;
  private final boolean keeps;
  private double workOfPhasesBefore;

  /**
   * @param parameters of all networks
   */
  GroupStates(
      GroupProgress progress,
      GroupLearner learner,
      Checkpoints checkpoints,
      WaitingRows rows,
      GroupLengths lengths,
      long parameters) {
    this.progress = progress;
    this.checkpoints = checkpoints;
    this.rows = rows;
    this.lengths = lengths;
    this.learner =
        learner instanceof ResumableGroupLearner resumable
            ? Optional.of(resumable)
            : Optional.empty();
    double distanceFlops = checkpoints.distanceFlops(parameters);
    this.steps = new CheckpointSteps(distanceFlops);
    this.keeps = this.learner.isPresent() && Double.isFinite(distanceFlops);
  }

  /** Takes up the newest state, if there is one, and the rows before it. */
  boolean restored() throws IOException {
    if (learner.isEmpty()) {
      return false;
    }
    Map<TrialId, Replica> replicas = new HashMap<>();
    progress.replicas().forEach(each -> replicas.put(each.id(), each));
    boolean restored =
        checkpoints.restore(
            (trial, row) -> replicas.get(trial.id()).recordAgain(row),
            in -> {
              workOfPhasesBefore = in.readDouble();
              progress.restoreState(in);
              lengths.restoreState(in);
              learner.orElseThrow().restoreState(in);
            });
    if (restored) {
      rows.restored();
      steps.passed(work());
    }
    return restored;
  }

  /**
   * With some running, the phase step at which a state is due if no replica leaves before; the most
   * if none is.
   */
  long next() {
    if (!keeps) {
      return Long.MAX_VALUE;
    }
    long running = progress.going().stream().filter(learner.orElseThrow()::running).count();
    StepCost cost = learner.orElseThrow().stepCost();
    double updates = Math.ceil(steps.left(work()) / (cost.shared() + running * cost.perReplica()));
    return progress.at() + Math.max(1, (long) updates);
  }

  /** Keeps a state if it is due; between two updates of the phase. */
  void keepIfDue() throws IOException {
    if (keeps && steps.due(work())) {
      checkpoints.keep(rows, this::write);
      steps.passed(work());
    }
  }

  /** Told before the learner begins another phase. */
  void endPhase() {
    if (keeps) {
      workOfPhasesBefore = work();
    }
  }

  // The learner trains on what has ended by a stop rule, so that its steps count.
  private double work() {
    long updates = progress.going().stream().mapToLong(learner.orElseThrow()::phaseStep).sum();
    StepCost cost = learner.orElseThrow().stepCost();
    return workOfPhasesBefore + progress.at() * cost.shared() + updates * cost.perReplica();
  }

  private void write(DataOutput out) throws IOException {
    out.writeDouble(workOfPhasesBefore);
    progress.saveState(out);
    lengths.saveState(out);
    learner.orElseThrow().saveState(out);
  }
}
