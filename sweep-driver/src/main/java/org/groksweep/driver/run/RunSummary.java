package org.groksweep.driver.run;

import java.util.List;
import java.util.Map;
import org.groksweep.trainer.metrics.EndReason;

/**
 * How a run ended and what its directory now holds.
 *
 * @param end why the run stopped
 * @param trialsTrained trials that this run committed
 * @param state of the directory after the run
 * @param failures what could not be stored or loaded, one sentence per bundle; the bundles are
 *     undone
 */
public record RunSummary(End end, long trialsTrained, SweepState state, List<String> failures) {

  /** Why a run stopped. */
  public enum End {
    /** Nothing is left that it was asked to do. */
    FINISHED,
    /** The time limit stopped it from starting more bundles. */
    TIME_LIMIT,
    /** The user or the system asked it to stop. */
    INTERRUPTED,
    /** Bundles failed twice for reasons that are not their own. */
    INFRASTRUCTURE
  }

  public RunSummary {
    failures = List.copyOf(failures);
  }

  /** Trials in the directory by how they ended. */
  public Map<EndReason, Long> trialsByStatus() {
    return state.trialsByStatus();
  }

  /** Whether it came to an end of its own: nothing interrupted it and nothing failed. */
  public boolean isOrderly() {
    return end == End.FINISHED || end == End.TIME_LIMIT;
  }

  /** The process's exit code: 0 done, 3 done with missing trials, 5 infrastructure, 130 stopped. */
  public int exitCode() {
    return switch (end) {
      case INTERRUPTED -> 130;
      case INFRASTRUCTURE -> 5;
      case FINISHED, TIME_LIMIT ->
          trialsByStatus().keySet().stream().allMatch(EndReason::isResult) ? 0 : 3;
    };
  }
}
