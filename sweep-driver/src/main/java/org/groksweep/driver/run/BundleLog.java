package org.groksweep.driver.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.trainer.checkpoint.PartHeader;
import org.groksweep.trainer.checkpoint.PartHeader.Link;
import org.groksweep.trainer.checkpoint.PartSummary;
import org.groksweep.trainer.checkpoint.PartWriter;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.loop.WeightsSink;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows and weights of a bundle on their way to its files, and beside them into the parts of a
 * chain from which another attempt goes on: at every state of a long trial, and at the ends of
 * trials once enough was done since the last part.
 *
 * <p>Parts only save time. What cannot be read is passed over; where one cannot be written, the
 * attempt goes on without further ones.
 */
final class BundleLog implements MetricSink, WeightsSink, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(BundleLog.class);

  /**
   * Of a state: three numbers of 4 bytes per parameter, at 200 MB/s, are to be a hundredth of the
   * time between two states at 100 GFLOP/s.
   */
  private static final double FLOPS_PER_PARAMETER = 6e5;

  private final Bundle bundle;
  private final MetricSink metrics;
  private final ModelFiles models;
  private final LastStates states;
  private final CheckpointFolder folder;
  private final String key;
  private final Path staging;
  private final java.nio.file.Path scratch;
  private final double distanceFlops;
  private final Map<TrialId, Integer> places = new HashMap<>();

  private Optional<CheckpointChain> earlier = Optional.empty();
  private Optional<Link> before = Optional.empty();
  private Optional<PartWriter> part = Optional.empty();
  private java.nio.file.Path partFile;
  private long number;
  private double flopsSincePart;
  private boolean replaying;
  private int endedEarlier;
  private boolean keeping;

  /**
   * @param metrics takes all rows
   * @param place where the attempt works
   */
  BundleLog(
      Bundle bundle,
      RunContext context,
      SweepDirectory directory,
      MetricSink metrics,
      Place place) {
    this.bundle = bundle;
    this.metrics = metrics;
    this.models = new ModelFiles(place.scratch(), context.observation().saving().format());
    this.folder = CheckpointFolder.ofBundle(directory, bundle.id(), place.attempt());
    this.staging = place.staging();
    this.scratch = place.scratch();
    this.distanceFlops = context.checkpointFlops();
    // Rows depend on what is observed, states on the engine's bits; another key is another chain.
    this.key = keyOf(place.fingerprint() + "\n" + context.observation());
    this.keeping = keeps(bundle, context);
    this.states = new LastStates(directory, context.observation().saving().resumable(), key, place);
    for (Trial trial : bundle.trials()) {
      places.put(trial.id(), places.size());
    }
  }

  /** Whether anything is kept of a bundle: one that is over before its first state is not. */
  static boolean keeps(Bundle bundle, RunContext context) {
    return bundle.flops() >= context.checkpointFlops();
  }

  /**
   * Where an attempt works.
   *
   * @param attempt its name
   * @param fingerprint of the numerics that it trains with
   * @param staging its folder on the sweep's file system
   * @param scratch its folder on this machine
   */
  record Place(String attempt, String fingerprint, Path staging, java.nio.file.Path scratch) {}

  /**
   * Takes up what earlier attempts have done: hands their ended trials' rows to the metrics.
   *
   * @return how those trials ended, in the bundle's order
   * @throws IOException if a part that was whole cannot be read any more
   */
  List<TrialRecord> restore() throws IOException {
    if (!keeping) {
      return List.of();
    }
    List<String> names = folder.newestFirst();
    number = names.isEmpty() ? 0 : CheckpointFolder.numberOf(names.get(0));
    earlier = CheckpointChain.newest(folder, bundle.trials(), key);
    if (earlier.isEmpty()) {
      return List.of();
    }
    before = earlier.get().upToLastEnd();
    List<TrialRecord> ended = earlier.get().ended(metrics, models);
    endedEarlier = ended.size();
    return ended;
  }

  @Override
  public void accept(Trial trial, StepMetrics row) throws IOException {
    metrics.accept(trial, row);
    states.row(trial, row);
    if (keeping && !replaying) {
      write(open -> open.row(placeOf(trial), row));
    }
  }

  @Override
  public void save(Trial trial, String name, Weights weights) throws IOException {
    saveAgain(trial, name, weights);
    if (keeping && !replaying) {
      write(open -> open.weights(placeOf(trial), name, weights));
    }
  }

  private void saveAgain(Trial trial, String name, Weights weights) throws IOException {
    models.save(trial, name, weights);
    states.weights(trial, name, weights);
  }

  /**
   * How a trial ended, if all that is kept is of one that is shorter and ended before its length
   * was used up: its rows and weights are this one's.
   */
  Optional<TrialRecord> endedWhenShorter(Trial trial) throws IOException {
    Optional<CheckpointChain> kept =
        ownState(trial).isPresent() ? Optional.empty() : whenShorter(trial);
    if (kept.isEmpty() || kept.get().hasState()) {
      return Optional.empty();
    }
    states.begin(trial);
    return Optional.of(kept.get().ended(this, this).get(0));
  }

  private Optional<CheckpointChain> whenShorter(Trial trial) throws IOException {
    return states.newest(bundle.shorter().getOrDefault(trial.id(), List.of()), trial);
  }

  // A trial that is left out this time leaves its state to no other.
  private Optional<CheckpointChain> ownState(Trial trial) {
    return earlier.filter(each -> placeOf(trial) == endedEarlier && each.hasState());
  }

  /**
   * Keeps how the trials of a group ended, all of whose rows came before: together or not at all.
   */
  void ended(List<TrialRecord> group) {
    boolean last = false;
    for (TrialRecord each : group) {
      states.ended(each);
      int place = placeOf(each.trial());
      write(open -> open.ended(place, each));
      flopsSincePart += each.outcome().flops();
      last |= place == bundle.trials().size() - 1;
    }
    if (flopsSincePart >= distanceFlops && !last) {
      publish();
    }
  }

  /** The states of a trial, the first that has not ended or a later one. */
  Checkpoints of(Trial trial) {
    return new OfTrial(trial);
  }

  /** Gives up the part that is open. */
  @Override
  public void close() throws IOException {
    states.close();
    closePart();
  }

  private void closePart() throws IOException {
    if (part.isPresent()) {
      part.get().close();
      part = Optional.empty();
    }
  }

  private int placeOf(Trial trial) {
    return places.get(trial.id());
  }

  private interface Entry {
    void write(PartWriter part) throws IOException;
  }

  private void write(Entry entry) {
    if (!keeping) {
      return;
    }
    try {
      if (part.isEmpty()) {
        partFile = scratch.resolve("part-" + UUID.randomUUID());
        part = Optional.of(new PartWriter(partFile, new PartHeader(key, before)));
      }
      entry.write(part.get());
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void publish() {
    if (!keeping || part.isEmpty()) {
      return;
    }
    try {
      PartSummary summary = part.get().finish();
      part = Optional.empty();
      number++;
      String name = folder.publish(partFile, number, staging);
      before = Optional.of(new Link(name, summary.digest(), summary.entries()));
      flopsSincePart = 0;
      Files.deleteIfExists(partFile);
    } catch (IOException | FSError e) {
      giveUp(e);
    }
  }

  // A later part would lack what this one was to hold.
  private void giveUp(Throwable reason) {
    LOG.warn("{}: no checkpoint from here on: {}", bundle.id(), reason.toString());
    keeping = false;
    try {
      closePart();
      if (partFile != null) {
        Files.deleteIfExists(partFile);
      }
    } catch (IOException e) {
      LOG.warn("{}: cannot remove {}: {}", bundle.id(), partFile, e.toString());
    }
  }

  private static String keyOf(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private final class OfTrial implements Checkpoints {

    private final Trial trial;

    private OfTrial(Trial trial) {
      this.trial = trial;
    }

    @Override
    public boolean restore(MetricSink rows, StateReader state) throws IOException {
      states.begin(trial);
      Optional<CheckpointChain> own = ownState(trial);
      if (own.isPresent()) {
        replaying = true;
        own.get().state(rows, BundleLog.this::saveAgain, state);
        replaying = false;
        before = Optional.of(own.get().newest());
        return true;
      }
      Optional<CheckpointChain> kept = whenShorter(trial).filter(CheckpointChain::hasState);
      if (kept.isEmpty()) {
        return false;
      }
      kept.get().state(rows, BundleLog.this, state);
      return true;
    }

    @Override
    public double distanceFlops(long parameters) {
      return keeping
          ? Math.max(distanceFlops, FLOPS_PER_PARAMETER * parameters)
          : Double.POSITIVE_INFINITY;
    }

    @Override
    public void keep(StateWriter state) {
      write(open -> open.state(placeOf(trial), state));
      publish();
    }

    @Override
    public void budgetSpent(StateWriter state) {
      states.budgetSpent(trial, state);
    }
  }
}
