package org.groksweep.driver.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.groksweep.trainer.checkpoint.PartHeader;
import org.groksweep.trainer.checkpoint.PartWriter;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.loop.Checkpoints.StateWriter;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of the trials of resumable sweeps, in {@code _states/<trial>}, from which a trial
 * goes on that differs in a longer last phase alone: of one that used up its length, its rows and
 * the state before the last look; of one that ended before, its rows and how it ended, since a
 * longer one ends in the same way. Nothing is kept of trials that crashed or timed out.
 *
 * <p>It only saves time, like the parts of bundles: what cannot be written is left out, and what
 * cannot be read is passed over.
 */
final class LastStates implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(LastStates.class);

  private final SweepDirectory directory;
  private final boolean wanted;
  private final String key;
  private final AttemptPlace place;
  private Optional<TrialId> current = Optional.empty();
  private Optional<Open> open = Optional.empty();

  /** The part of the current trial; sealed by its state, after which nothing belongs. */
  private static final class Open {
    private final TrialId trial;
    private final java.nio.file.Path file;
    private final PartWriter part;
    private boolean sealed;

    /** Whether a row was left out that only a trial of the same length has. */
    private boolean lacksLastRow;

    private Open(TrialId trial, java.nio.file.Path file, PartWriter part) {
      this.trial = trial;
      this.file = file;
      this.part = part;
    }
  }

  /**
   * @param wanted whether anything is to be kept
   * @param key of what rows and states depend on beside the trial
   */
  LastStates(SweepDirectory directory, boolean wanted, String key, AttemptPlace place) {
    this.directory = directory;
    this.wanted = wanted;
    this.key = key;
    this.place = place;
  }

  /** The newest of what is kept of the first of some trials that has anything, as a trial's own. */
  Optional<CheckpointChain> newest(List<TrialId> shorter, Trial trial) throws IOException {
    for (TrialId id : shorter) {
      CheckpointFolder folder = CheckpointFolder.ofTrial(directory, id, place.attempt());
      Optional<CheckpointChain> kept = CheckpointChain.newest(folder, List.of(trial), key);
      if (kept.isPresent()) {
        return kept;
      }
    }
    if (!shorter.isEmpty()) {
      LOG.warn(
          "trial {} begins at its first step: nothing that can be gone on from is kept of {}",
          trial.id(),
          shorter);
    }
    return Optional.empty();
  }

  /** Whether anything is to be kept. */
  boolean wanted() {
    return wanted;
  }

  // The rows and weights of one trial come together: the first of another begins it.
  private void beginIfNew(Trial trial) {
    if (current.isPresent() && current.get().equals(trial.id())) {
      return;
    }
    drop();
    current = Optional.of(trial.id());
    if (!wanted) {
      return;
    }
    java.nio.file.Path file = place.scratch().resolve("state-" + UUID.randomUUID());
    try {
      PartWriter part = new PartWriter(file, new PartHeader(key, Optional.empty()));
      open = Optional.of(new Open(trial.id(), file, part));
    } catch (IOException e) {
      LOG.warn("nothing is kept of trial {}: {}", trial.id(), e.toString());
    }
  }

  /** Takes a row of a trial; whether that of its very last step is one depends on the length. */
  void row(Trial trial, StepMetrics row) {
    beginIfNew(trial);
    boolean ofLastStep =
        row.phase() == trial.spec().phases().size() - 1
            && row.phaseStep() == trial.spec().lastPhase().maxSteps();
    if (ofLastStep) {
      open.ifPresent(each -> each.lacksLastRow = true);
    } else {
      write(trial, part -> part.row(0, row));
    }
  }

  void weights(Trial trial, String name, Weights weights) {
    beginIfNew(trial);
    write(trial, part -> part.weights(0, name, weights));
  }

  /** Seals what is kept of a trial with the state in which it used up its length. */
  void budgetSpent(Trial trial, StateWriter state) {
    write(trial, part -> part.state(List.of(0), state));
    open.ifPresent(each -> each.sealed = true);
  }

  /** Seals and publishes what is kept of a trial that has ended by itself. */
  void keepEnd(Trial trial, StateWriter state) {
    budgetSpent(trial, state);
    if (isOpen(trial)) {
      publish(open.get());
    }
    drop();
  }

  /** Publishes what is kept of a trial that has ended, if nothing is yet. */
  void ended(TrialRecord ended) {
    boolean isWhole = isOpen(ended.trial()) && !open.get().sealed && !open.get().lacksLastRow;
    if (isWhole && endsAlike(ended)) {
      write(ended.trial(), part -> part.ended(0, ended));
      open.ifPresent(each -> each.sealed = true);
    }
    if (isOpen(ended.trial()) && open.get().sealed && ended.outcome().status().isResult()) {
      publish(open.get());
    }
    drop();
  }

  // A trial that completed its length would have gone on; what failed says nothing of a longer one.
  private static boolean endsAlike(TrialRecord ended) {
    return switch (ended.outcome().status()) {
      case STOPPED, ESCAPED, DIVERGED -> true;
      case COMPLETED, CRASHED, TIMED_OUT -> false;
    };
  }

  private void publish(Open part) {
    try {
      part.part.finish();
      CheckpointFolder.ofTrial(directory, part.trial, place.attempt())
          .publish(part.file, 1, place.staging());
    } catch (IOException | RuntimeException | FSError e) {
      // Whatever storage throws must not make the trial, or its group, CRASHED.
      LOG.warn("nothing is kept of trial {}: {}", part.trial, e.toString());
    }
  }

  private interface Entry {
    void write(PartWriter part) throws IOException;
  }

  private void write(Trial trial, Entry entry) {
    if (!isOpen(trial) || open.get().sealed) {
      return;
    }
    try {
      entry.write(open.get().part);
    } catch (IOException e) {
      LOG.warn("nothing is kept of trial {}: {}", trial.id(), e.toString());
      drop();
    }
  }

  private boolean isOpen(Trial trial) {
    return open.isPresent() && open.get().trial.equals(trial.id());
  }

  private void drop() {
    if (open.isEmpty()) {
      return;
    }
    try {
      open.get().part.close();
      Files.deleteIfExists(open.get().file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", open.get().file, e.toString());
    }
    open = Optional.empty();
  }

  /** Gives up what is open. */
  @Override
  public void close() {
    drop();
  }
}
