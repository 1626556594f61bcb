package org.groksweep.driver.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.InFlightNote.InFlight;
import org.groksweep.trainer.spec.TrialId;

/** Removes what dead drivers have left, by the rule of this package's documentation. */
final class StagingCleaner {

  private final SweepDirectory directory;
  private final FileSystem files;
  private final DirectoryScan scan;

  StagingCleaner(SweepDirectory directory) {
    this.directory = directory;
    this.files = directory.files();
    this.scan = new DirectoryScan(directory);
  }

  /** Removes the folders of dead drivers and tells which trials they were training. */
  List<InFlight> removeDeadDrivers() throws IOException {
    List<InFlight> inFlight = new ArrayList<>();
    for (DriverLease.Holder holder : scan.leases()) {
      if (holder.isDead()) {
        Path folder = new Path(directory.staging(), holder.id());
        inFlight.addAll(notesIn(folder));
        files.delete(folder, true);
      }
    }
    return List.copyOf(inFlight);
  }

  /**
   * Removes metrics files and folders of weights that no commit names.
   *
   * @param done commits by bundle
   * @param own the id of the driver that asks
   */
  void removeUnnamedMetrics(Map<String, Commit> done, String own) throws IOException {
    boolean alone = scan.drivers().stream().allMatch(holder -> holder.id().equals(own));
    for (String name : scan.metricsFiles()) {
      if (isWaste(name, done, alone)) {
        files.delete(directory.metricsPath(name), false);
      }
    }
    for (String folder : scan.modelFolders()) {
      if (isWaste(folder + SweepDirectory.PARQUET, done, alone)) {
        files.delete(directory.modelsPath(folder), true);
      }
    }
  }

  /**
   * Removes the checkpoints of committed bundles, whoever kept them: nobody goes on from them.
   *
   * @param done commits by bundle
   */
  void removeSpentCheckpoints(Map<String, Commit> done) throws IOException {
    try {
      for (FileStatus folder : files.listStatus(directory.checkpoints())) {
        if (done.containsKey(folder.getPath().getName())) {
          files.delete(folder.getPath(), true);
        }
      }
    } catch (FileNotFoundException none) {
      // No bundle of the sweep was ever long enough, or another driver removed the last of them.
      return;
    }
  }

  /**
   * Takes back the commits of bundles whose trials were all made longer by a later plan; what they
   * named is then waste.
   */
  void removeSuperseded(SweepPlan plan) throws IOException {
    for (String bundle : plan.superseded()) {
      files.delete(directory.trialsPath(bundle), false);
      CheckpointFolder.delete(directory, bundle);
    }
  }

  /**
   * Removes what is kept of trials from which none will go on any more.
   *
   * @param done commits by bundle
   * @param own the id of the driver that asks
   */
  void removeSpentStates(SweepPlan plan, Map<String, Commit> done, String own) throws IOException {
    if (scan.drivers().stream().anyMatch(holder -> !holder.id().equals(own))) {
      return;
    }
    Set<String> needed = new HashSet<>();
    for (Bundle bundle : plan.bundles()) {
      if (plan.observation().saving().resumable()) {
        bundle.trials().forEach(trial -> needed.add(trial.id().value()));
      }
      if (!done.containsKey(bundle.id())) {
        bundle.shorter().values().forEach(ids -> ids.forEach(id -> needed.add(id.value())));
      }
    }
    for (String trial : scan.trialsWithStates()) {
      if (!needed.contains(trial)) {
        files.delete(directory.states(new TrialId(trial)), true);
      }
    }
  }

  private boolean isWaste(String name, Map<String, Commit> done, boolean alone) throws IOException {
    String bundle = DirectoryScan.bundleOf(name);
    Commit commit = done.get(bundle);
    if (commit != null && commit.metricsFile().equals(name)) {
      return false;
    }
    if (commit == null && !alone) {
      return false;
    }
    // Looked at again, as close to the removal as can be: a bundle may have been committed since.
    Optional<Commit> now = scan.commit(bundle);
    return now.isPresent() ? !now.get().metricsFile().equals(name) : alone;
  }

  private List<InFlight> notesIn(Path folder) throws IOException {
    List<InFlight> notes = new ArrayList<>();
    try {
      for (FileStatus attempt : files.listStatus(folder)) {
        if (attempt.isDirectory()) {
          InFlightNote.read(directory, attempt.getPath()).ifPresent(notes::add);
        }
      }
    } catch (FileNotFoundException removed) {
      // Another driver was quicker, and has told.
      return List.of();
    }
    return notes;
  }
}
