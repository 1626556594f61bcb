package org.groksweep.driver.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.groksweep.trainer.metrics.EndReason;

/** Makes bundles undone again by removing their trials files: to retry and to repair. */
final class Reopening {

  private final SweepDirectory directory;
  private final DirectoryScan scan;

  Reopening(SweepDirectory directory) {
    this.directory = directory;
    this.scan = new DirectoryScan(directory);
  }

  /**
   * Reopens bundles whose metrics are gone and those with a trial that ended in one of {@code
   * retry}.
   *
   * @return the state without them
   */
  SweepState reopen(SweepState state, Set<EndReason> retry) throws IOException {
    for (String bundle : state.broken()) {
      reopenIf(bundle, commit -> !directory.files().exists(metricsOf(commit)));
    }
    Map<String, Commit> done = new HashMap<>(state.done());
    for (Commit commit : state.done().values()) {
      if (endsIn(commit, retry) && reopenIf(commit.bundleId(), now -> endsIn(now, retry))) {
        done.remove(commit.bundleId());
      }
    }
    return new SweepState(state.plan(), done, Set.of(), state.drivers());
  }

  private interface Reason {
    boolean holdsFor(Commit commit) throws IOException;
  }

  // The reason is looked at again: another driver may have trained the bundle meanwhile.
  private boolean reopenIf(String bundle, Reason reason) throws IOException {
    Optional<Commit> now = scan.commit(bundle);
    if (now.isEmpty()) {
      return true;
    }
    if (!reason.holdsFor(now.get())) {
      return false;
    }
    directory.files().delete(directory.trialsPath(bundle), false);
    // An attempt that lost may have kept how the trial ended that is to be trained again.
    CheckpointFolder.delete(directory, bundle);
    return true;
  }

  private org.apache.hadoop.fs.Path metricsOf(Commit commit) {
    return directory.metricsPath(commit.metricsFile());
  }

  private static boolean endsIn(Commit commit, Set<EndReason> statuses) {
    return commit.trialsByStatus().keySet().stream().anyMatch(statuses::contains);
  }
}
