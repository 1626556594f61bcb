package org.groksweep.driver.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.Commit;
import org.groksweep.driver.run.SweepDirectory;
import org.groksweep.driver.run.SweepState;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.spec.Trial;

/** The committed trials of a sweep, as its tables have them. */
public final class StoredTrials {

  private final SweepDirectory directory;
  private final SweepState state;

  public StoredTrials(SweepDirectory directory, SweepState state) {
    this.directory = directory;
    this.state = state;
  }

  /** All trials of committed bundles. */
  public List<Trial> all() {
    List<Trial> trials = new ArrayList<>();
    for (Bundle bundle : state.plan().bundles()) {
      if (state.done().containsKey(bundle.id())) {
        trials.addAll(bundle.trials());
      }
    }
    return trials;
  }

  /**
   * A committed trial; empty where it has no result: crashed and timed-out trials are missing data.
   *
   * @throws IOException if its tables do not have it
   */
  public Optional<TrialReplay.Stored> find(Trial trial) throws IOException {
    Bundle bundle =
        state.plan().bundles().stream()
            .filter(each -> each.trials().contains(trial))
            .findFirst()
            .orElseThrow();
    Commit commit = state.done().get(bundle.id());
    Map<String, List<Object>> row;
    try (TableRows rows = new TableRows(directory.trialsOf(commit), trial.id().value())) {
      row =
          rows.next().orElseThrow(() -> new IOException("no row of " + trial.id() + " in trials"));
    }
    String status = text(row, "status");
    if (!EndReason.valueOf(status).isResult()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrialReplay.Stored(
            trial,
            bundle.engine(),
            directory.metricsOf(commit),
            status,
            Long.parseLong(text(row, "steps")),
            text(row, "numerics_fingerprint")));
  }

  private static String text(Map<String, List<Object>> row, String column) {
    return row.get(column).get(0).toString();
  }
}
