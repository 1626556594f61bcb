package org.groksweep.driver.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult.End;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attempts bundles, and once more those that were not done for reasons of their surroundings: a
 * full disk, a lost executor. What fails twice is left undone.
 */
final class TwoWaves {

  private static final Logger LOG = LoggerFactory.getLogger(TwoWaves.class);

  private final BundleExecutor executor;
  private final RunContext context;
  private final ProgressListener listener;
  private final BooleanSupplier stopping;
  private final BooleanSupplier timeIsUp;

  /**
   * @param stopping whether the process was told to stop
   * @param timeIsUp whether the run's time limit has passed
   */
  TwoWaves(
      BundleExecutor executor,
      RunContext context,
      ProgressListener listener,
      BooleanSupplier stopping,
      BooleanSupplier timeIsUp) {
    this.executor = executor;
    this.context = context;
    this.listener = listener;
    this.stopping = stopping;
    this.timeIsUp = timeIsUp;
  }

  /**
   * How the waves ended.
   *
   * @param end why they stopped
   * @param trialsTrained trials that they committed
   * @param failures of bundles that are undone, one sentence each
   */
  record Outcome(RunSummary.End end, long trialsTrained, List<String> failures) {}

  Outcome run(List<Bundle> wanted) {
    if (wanted.isEmpty()) {
      return new Outcome(RunSummary.End.FINISHED, 0, List.of());
    }
    ProgressBoard board = new ProgressBoard(listener, stopping);
    List<AttemptResult> results = executor.attempt(wanted, context, board);
    List<Bundle> undone = undone(wanted, results);
    if (undone.isEmpty() || stopping.getAsBoolean() || timeIsUp.getAsBoolean()) {
      return outcome(undone, results);
    }
    failuresOf(results).forEach(failure -> LOG.warn("trying again: {}", failure));
    board.forgiveFailures();
    List<AttemptResult> all =
        new ArrayList<>(results.stream().filter(AttemptResult::isDone).toList());
    all.addAll(executor.attempt(undone, context, board));
    return outcome(undone(wanted, all), all);
  }

  private Outcome outcome(List<Bundle> undone, List<AttemptResult> results) {
    long trained = results.stream().mapToLong(AttemptResult::trials).sum();
    if (undone.isEmpty()) {
      return new Outcome(RunSummary.End.FINISHED, trained, List.of());
    }
    List<String> failures = failuresOf(results);
    if (stopping.getAsBoolean()) {
      return new Outcome(RunSummary.End.INTERRUPTED, trained, failures);
    }
    if (failures.isEmpty() && timeIsUp.getAsBoolean()) {
      return new Outcome(RunSummary.End.TIME_LIMIT, trained, failures);
    }
    List<String> withLost = new ArrayList<>(failures);
    Set<String> reported =
        results.stream().map(AttemptResult::bundleId).collect(Collectors.toSet());
    undone.stream()
        .map(Bundle::id)
        .filter(id -> !reported.contains(id))
        .forEach(id -> withLost.add(id + ": its attempts were lost or never began"));
    return new Outcome(RunSummary.End.INFRASTRUCTURE, trained, withLost);
  }

  private static List<Bundle> undone(List<Bundle> wanted, List<AttemptResult> results) {
    Set<String> done =
        results.stream()
            .filter(AttemptResult::isDone)
            .map(AttemptResult::bundleId)
            .collect(Collectors.toSet());
    return wanted.stream().filter(bundle -> !done.contains(bundle.id())).toList();
  }

  private static List<String> failuresOf(List<AttemptResult> results) {
    return results.stream()
        .filter(result -> result.end() == End.INFRASTRUCTURE)
        .map(AttemptResult::message)
        .toList();
  }
}
