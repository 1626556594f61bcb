package org.groksweep.driver.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.InFlightNote.InFlight;
import org.groksweep.driver.run.ProgressListener.RunStart;
import org.groksweep.trainer.spec.TrialId;

/**
 * One run of a plan, whatever executes it: clear away what the dead have left, see what is missing,
 * attempt it, attempt once more what failed for reasons of its surroundings, and look again.
 */
public final class SweepRun {

  private final SweepPlan plan;
  private final SweepDirectory directory;
  private final RunOptions options;
  private final ProgressListener listener;

  /**
   * @param plan stored in the directory already
   */
  public SweepRun(
      SweepPlan plan, SweepDirectory directory, RunOptions options, ProgressListener listener) {
    this.plan = plan;
    this.directory = directory;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Runs.
   *
   * @param executor makes the attempts
   * @param trainers makes what trains in them
   * @throws IOException if the directory cannot be read or written before any bundle was started
   */
  public RunSummary with(BundleExecutor executor, TrainerFactory trainers) throws IOException {
    options.only().ifPresent(condition -> condition.check(plan));
    try (ShutdownGuard guard = ShutdownGuard.install()) {
      TwoWaves.Outcome outcome;
      try (DriverLease lease = directory.lease()) {
        outcome = run(lease, guard, executor, trainers);
      }
      RunSummary summary =
          new RunSummary(
              outcome.end(), outcome.trialsTrained(), directory.state(plan), outcome.failures());
      listener.ended(summary);
      return summary;
    }
  }

  private TwoWaves.Outcome run(
      DriverLease lease, ShutdownGuard guard, BundleExecutor executor, TrainerFactory trainers)
      throws IOException {
    StagingCleaner cleaner = new StagingCleaner(directory);
    List<InFlight> inFlight = cleaner.removeDeadDrivers();
    cleaner.removeSuperseded(plan);
    SweepState state = new Reopening(directory).reopen(directory.state(plan), options.retry());
    cleaner.removeUnnamedMetrics(state.done(), lease.id());
    cleaner.removeSpentCheckpoints(state.done());
    List<Bundle> wanted = new BundleChoice(options).of(state.missing());
    listener.started(startOf(wanted, state, inFlight));
    RunContext context = contextFor(lease, trainers);
    try (TimeLimit limit = new TimeLimit(options.timeLimit(), directory, lease.id())) {
      TwoWaves waves = new TwoWaves(executor, context, listener, guard::stopping, limit::isUp);
      TwoWaves.Outcome outcome = waves.run(wanted);
      SweepState after = directory.state(plan);
      cleaner.removeUnnamedMetrics(after.done(), lease.id());
      cleaner.removeSpentCheckpoints(after.done());
      cleaner.removeSpentStates(plan, after.done(), lease.id());
      return outcome;
    }
  }

  private Optional<String> noteOfShorter(List<Bundle> wanted) throws IOException {
    List<List<TrialId>> shorter =
        wanted.stream().flatMap(bundle -> bundle.shorter().values().stream()).toList();
    if (shorter.isEmpty()) {
      return Optional.empty();
    }
    Set<String> kept = new DirectoryScan(directory).trialsWithStates();
    long goOn =
        shorter.stream()
            .filter(ids -> ids.stream().anyMatch(id -> kept.contains(id.value())))
            .count();
    return Optional.of(
        "of %d trials that were made longer, %d go on from what was kept and %d begin anew"
            .formatted(shorter.size(), goOn, shorter.size() - goOn));
  }

  private RunStart startOf(List<Bundle> wanted, SweepState state, List<InFlight> inFlight)
      throws IOException {
    List<String> notes = new ArrayList<>();
    for (InFlight trial : inFlight) {
      notes.add(
          ("a run that was killed was training trial %s (%s); if the trial is what kills it, leave"
                  + " it out with --skip %s")
              .formatted(trial.trial(), trial.place(), trial.trial()));
    }
    // This run's own lease is one of them.
    if (state.drivers().size() > 1) {
      notes.add(
          "another driver may be at work here: what both train is trained twice and kept once");
    }
    noteOfShorter(wanted).ifPresent(notes::add);
    return new RunStart(
        directory.location(),
        wanted.size(),
        wanted.stream().mapToLong(bundle -> bundle.trials().size()).sum(),
        wanted.stream().mapToLong(ProgressBoard::budgetOf).sum(),
        state.trialsDone(),
        notes);
  }

  private RunContext contextFor(DriverLease lease, TrainerFactory trainers) throws IOException {
    List<String> plans = directory.plans();
    Map<String, String> provenance =
        Map.of(
            "groksweep.plans",
            Integer.toString(plans.size()),
            "groksweep.plans_digest",
            PlansDigest.of(plans));
    return new RunContext(
        directory.location(),
        lease.id(),
        plan.sweepId(),
        plan.axisColumns(),
        plan.observation(),
        options
            .trialTimeLimit()
            .map(limit -> limit.toMillis() / 1e3)
            .orElse(Double.POSITIVE_INFINITY),
        options.skip(),
        options.checkpointFlops(),
        provenance,
        trainers);
  }
}
