package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that decides what a trial computes, resolved to numbers.
 *
 * @param task what is learned
 * @param model what learns
 * @param loss what is minimized
 * @param optimizer the update rule
 * @param batching which examples an update sees
 * @param precision of the arithmetic
 * @param phases in order, at least one, names distinct
 * @param stopRules any of which ends the trial early
 * @param start the weights that it begins at
 * @param seeds the roots of its randomness
 */
public record TrialSpec(
    TaskSpec task,
    ModelSpec model,
    Loss loss,
    OptimizerSpec optimizer,
    Batching batching,
    Precision precision,
    List<Phase> phases,
    List<StopRule> stopRules,
    @Neutral("{\"type\":\"model\"}") Start start,
    SeedStreams seeds)
    implements Serializable {

  /** A trial that begins at what its model draws. */
  public TrialSpec(
      TaskSpec task,
      ModelSpec model,
      Loss loss,
      OptimizerSpec optimizer,
      Batching batching,
      Precision precision,
      List<Phase> phases,
      List<StopRule> stopRules,
      SeedStreams seeds) {
    this(
        task,
        model,
        loss,
        optimizer,
        batching,
        precision,
        phases,
        stopRules,
        Start.OF_MODEL,
        seeds);
  }

  public TrialSpec {
    phases = List.copyOf(phases);
    stopRules = List.copyOf(stopRules);
    Require.atLeast("number of phases", phases.size(), 1);
    // A set only where names can clash: a plan makes a hundred thousand specs of one phase.
    boolean distinct =
        phases.size() == 1 || phases.stream().map(Phase::name).distinct().count() == phases.size();
    Require.that(distinct, "phases", phases, "must have distinct names");
  }

  /** The budget: the sum of the phases' lengths, in steps. */
  public long maxSteps() {
    return phases.stream().mapToLong(Phase::maxSteps).sum();
  }

  /** The phase whose length can be raised without a change of what came before. */
  public Phase lastPhase() {
    return phases.get(phases.size() - 1);
  }

  /** The same with a last phase of another length. */
  public TrialSpec lasting(long lastPhaseSteps) {
    List<Phase> changed = new ArrayList<>(phases);
    changed.set(changed.size() - 1, lastPhase().lasting(lastPhaseSteps));
    return new TrialSpec(
        task, model, loss, optimizer, batching, precision, changed, stopRules, start, seeds);
  }

  /** The same with other seeds. */
  public TrialSpec withSeeds(SeedStreams other) {
    return new TrialSpec(
        task, model, loss, optimizer, batching, precision, phases, stopRules, start, other);
  }
}
