package org.groksweep.driver.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.parquet.MetricsWriter;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.parquet.TrialsWriter;
import org.groksweep.trainer.spec.TrialId;

/**
 * The two files of a trained bundle on this machine, complete and read back.
 *
 * @param metrics one row per recorded step
 * @param trials one row per trial
 * @param commit what the trials file's footer says
 */
record BundleFiles(Path metrics, Path trials, Commit commit) {

  /** Trains the trials of a bundle and tells how each ended. */
  interface Training {
    List<TrialRecord> train(MetricsWriter metrics) throws IOException, InterruptedException;
  }

  /**
   * Trains a bundle into two new files of a folder.
   *
   * @throws IOException if a file does not hold what was written to it
   * @throws InterruptedException if the training was told to stop
   */
  static BundleFiles write(Path folder, Bundle bundle, RunContext context, Training training)
      throws IOException, InterruptedException {
    Path metrics = folder.resolve("metrics.parquet");
    List<TrialRecord> ended;
    Map<TrialId, Long> rows = new HashMap<>();
    String digest;
    try (MetricsWriter writer =
        new MetricsWriter(metrics, context.sweepId(), context.columns(), footer(bundle, context))) {
      ended = new ArrayList<>(training.train(writer));
      digest = writer.finish();
      ended.forEach(trial -> rows.put(trial.trial().id(), writer.rows(trial.trial().id())));
    }
    Commit commit = new Commit(bundle.id(), digest, countByStatus(ended));
    Path trials = folder.resolve("trials.parquet");
    Map<String, String> metadata = footer(bundle, context);
    metadata.putAll(commit.footer());
    try (TrialsWriter writer =
        new TrialsWriter(
            trials, context.sweepId(), bundle.id(), digest, context.columns(), metadata)) {
      for (TrialRecord trial : ended) {
        writer.write(trial, rows.get(trial.trial().id()));
      }
      writer.finish();
    }
    return new BundleFiles(metrics, trials, commit);
  }

  private static Map<EndReason, Long> countByStatus(List<TrialRecord> ended) {
    Map<EndReason, Long> counts = new EnumMap<>(EndReason.class);
    ended.forEach(trial -> counts.merge(trial.outcome().status(), 1L, Long::sum));
    return counts;
  }

  private static Map<String, String> footer(Bundle bundle, RunContext context) {
    Map<String, String> metadata = new TreeMap<>(context.provenance());
    metadata.put("groksweep.sweep_id", context.sweepId());
    metadata.put(Commit.BUNDLE_KEY, bundle.id());
    metadata.put("groksweep.versions", Versions.ofThisProcess());
    return metadata;
  }
}
