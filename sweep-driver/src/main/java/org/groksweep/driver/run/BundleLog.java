package org.groksweep.driver.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.trainer.checkpoint.PartHeader.Link;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.loop.Checkpoints;
import org.groksweep.trainer.loop.WeightsSink;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.parquet.TrialRecord;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * The rows and weights of a bundle on their way to its files, and beside them into the parts of a
 * chain from which another attempt goes on: at every state of a long trial, and at the ends of
 * trials once enough was done since the last part.
 *
 * <p>Parts only save time. What cannot be read is passed over; where one cannot be written, the
 * attempt goes on without further ones.
 */
final class BundleLog implements MetricSink, WeightsSink, Closeable {

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
  private final CheckpointParts parts;
  private final String key;
  private final double distanceFlops;
  private final Map<TrialId, Integer> places = new HashMap<>();

  private Optional<CheckpointChain> earlier = Optional.empty();
  private double flopsSincePart;
  private boolean replaying;

  /**
   * @param metrics takes all rows
   * @param place where the attempt works
   */
  BundleLog(
      Bundle bundle,
      RunContext context,
      SweepDirectory directory,
      MetricSink metrics,
      AttemptPlace place) {
    this.bundle = bundle;
    this.metrics = metrics;
    this.models = new ModelFiles(place.scratch(), context.observation().saving().format());
    this.folder = CheckpointFolder.ofBundle(directory, bundle.id(), place.attempt());
    this.distanceFlops = context.checkpointFlops();
    // Rows depend on what is observed, states on the engine's bits; another key is another chain.
    this.key = keyOf(place.fingerprint() + "\n" + context.observation());
    this.parts = new CheckpointParts(bundle.id(), folder, key, place, keeps(bundle, context));
    this.states = new LastStates(directory, context.observation().saving().resumable(), key, place);
    for (Trial trial : bundle.trials()) {
      places.put(trial.id(), places.size());
    }
  }

  /** Whether anything is kept of a bundle: one that is over before its first state is not. */
  static boolean keeps(Bundle bundle, RunContext context) {
    return bundle.work() >= context.checkpointFlops();
  }

  /**
   * Takes up what earlier attempts have done: hands their ended trials' rows to the metrics.
   *
   * @return how those trials ended, in the bundle's order
   * @throws IOException if a part that was whole cannot be read any more
   */
  List<TrialRecord> restore() throws IOException {
    if (!parts.keeping()) {
      return List.of();
    }
    List<String> names = folder.newestFirst();
    parts.numberAfter(names.isEmpty() ? 0 : CheckpointFolder.numberOf(names.get(0)));
    earlier = CheckpointChain.newest(folder, bundle.trials(), key);
    if (earlier.isEmpty()) {
      return List.of();
    }
    parts.follow(earlier.get().upToLastEnd());
    return earlier.get().ended(metrics, models);
  }

  @Override
  public void accept(Trial trial, StepMetrics row) throws IOException {
    metrics.accept(trial, row);
    states.row(trial, row);
    if (!replaying) {
      parts.write(open -> open.row(placeOf(trial), row));
    }
  }

  @Override
  public void save(Trial trial, String name, Weights weights) throws IOException {
    saveAgain(trial, name, weights);
    if (!replaying) {
      parts.write(open -> open.weights(placeOf(trial), name, weights));
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
        ownState(List.of(trial)).isPresent() ? Optional.empty() : whenShorter(trial);
    if (kept.isEmpty() || kept.get().hasState()) {
      return Optional.empty();
    }
    return Optional.of(kept.get().ended(this, this).get(0));
  }

  private Optional<CheckpointChain> whenShorter(Trial trial) throws IOException {
    return states.newest(bundle.shorter().getOrDefault(trial.id(), List.of()), trial);
  }

  // Trials that are left out this time leave their state to no others.
  private Optional<CheckpointChain> ownState(List<Trial> trials) {
    return earlier.filter(each -> each.inTraining().equals(trials));
  }

  /**
   * Keeps how the trials of a group ended, all of whose rows came before: together or not at all.
   */
  void ended(List<TrialRecord> group) {
    boolean last = false;
    for (TrialRecord each : group) {
      states.ended(each);
      int place = placeOf(each.trial());
      parts.write(open -> open.ended(place, each));
      flopsSincePart += each.outcome().flops();
      last |= place == bundle.trials().size() - 1;
    }
    if (flopsSincePart >= distanceFlops && !last) {
      publish();
    }
  }

  private void publish() {
    parts.publish();
    flopsSincePart = 0;
  }

  /**
   * The states of trials that are trained together, the first that have not ended or later ones.
   */
  Checkpoints of(List<Trial> trials) {
    return trials.size() == 1 ? new OfTrial(trials.get(0)) : new OfGroup(trials);
  }

  /** Gives up the part that is open. */
  @Override
  public void close() throws IOException {
    states.close();
    parts.close();
  }

  private int placeOf(Trial trial) {
    return places.get(trial.id());
  }

  private static String keyOf(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private abstract class OfTrials implements Checkpoints {

    final List<Trial> group;

    private OfTrials(List<Trial> group) {
      this.group = List.copyOf(group);
    }

    @Override
    public double distanceFlops(long parameters) {
      return parts.keeping()
          ? Math.max(distanceFlops, FLOPS_PER_PARAMETER * parameters)
          : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean restoreShorter(int place, MetricSink rows, StateReader state)
        throws IOException {
      Optional<CheckpointChain> kept =
          whenShorter(group.get(place)).filter(CheckpointChain::hasState);
      if (kept.isPresent()) {
        kept.get().state(rows, BundleLog.this, state);
      }
      return kept.isPresent();
    }

    @Override
    public boolean keepsEnds() {
      return states.wanted();
    }

    @Override
    public void keepEnd(int place, StateWriter state) {
      states.keepEnd(group.get(place), state);
    }
  }

  private final class OfTrial extends OfTrials {

    private OfTrial(Trial trial) {
      super(List.of(trial));
    }

    @Override
    public boolean restore(MetricSink rows, StateReader state) throws IOException {
      Optional<CheckpointChain> own = ownState(group);
      if (own.isEmpty()) {
        return false;
      }
      replaying = true;
      own.get().state(rows, BundleLog.this::saveAgain, state);
      replaying = false;
      parts.follow(Optional.of(own.get().newest()));
      return true;
    }

    // No row waits: those of a trial that is trained alone are handed to this log as they come.
    @Override
    public void keep(Rows none, StateWriter state) {
      parts.write(open -> open.state(List.of(placeOf(group.get(0))), state));
      publish();
    }

    @Override
    public void budgetSpent(StateWriter state) {
      states.budgetSpent(group.get(0), state);
    }
  }

  /**
   * The states of a group, in parts aside: a group's rows are handed to this log, in their order,
   * only once it has ended, and then its states are no part of what was done.
   */
  private final class OfGroup extends OfTrials {

    private Optional<Link> newest = Optional.empty();

    private OfGroup(List<Trial> group) {
      super(group);
    }

    @Override
    public boolean restore(MetricSink rows, StateReader state) throws IOException {
      Optional<CheckpointChain> own = ownState(group);
      if (own.isEmpty()) {
        return false;
      }
      own.get().state(rows, WeightsSink.NONE, state);
      newest = Optional.of(own.get().newest());
      return true;
    }

    @Override
    public void keep(Rows waiting, StateWriter state) {
      newest =
          parts.publishAside(
              newest,
              aside -> {
                waiting.handTo((trial, row) -> aside.row(placeOf(trial), row));
                aside.state(group.stream().map(BundleLog.this::placeOf).toList(), state);
              });
      flopsSincePart = 0;
    }
  }
}
