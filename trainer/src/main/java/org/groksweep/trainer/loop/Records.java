package org.groksweep.trainer.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.PassageTracker;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.probe.TrialProbes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Trial;

/** The rows of a trial on their way out, and the passages that they show. */
final class Records {

  private final Trial trial;
  private final Observation observation;
  private final TrialProbes probes;
  private final MetricSink sink;
  private final List<Passage> finished = new ArrayList<>();
  private final List<PassageTracker> trackers = new ArrayList<>();
  private Optional<StepMetrics> last = Optional.empty();
  private int phase = -1;

  Records(Trial trial, Observation observation, TrialProbes probes, MetricSink sink) {
    this.trial = trial;
    this.observation = observation;
    this.probes = probes;
    this.sink = sink;
  }

  int phase() {
    return phase;
  }

  Recording recording() {
    return observation.followed();
  }

  void beginPhase(int index) {
    finished.addAll(current());
    trackers.clear();
    for (PassageRule rule : observation.passages()) {
      trackers.add(new PassageTracker(rule));
    }
    phase = index;
  }

  /** The row of the current weights. */
  StepMetrics row(Clock clock, Learner learner) {
    return row(
        clock.phaseStep(),
        clock.step(),
        clock.time(),
        learner.measure(),
        probes() ? Optional.of(learner.weights()) : Optional.empty());
  }

  /** Whether a row needs the weights. */
  boolean probes() {
    return probes.measures();
  }

  /**
   * The row of what was measured.
   *
   * @param weights empty where no probe needs them
   */
  StepMetrics row(
      long phaseStep, long step, double time, Measurement measured, Optional<Weights> weights) {
    ProbeValues probed =
        weights.map(snapshot -> probes.measure(snapshot, phase)).orElseGet(probes::none);
    return new StepMetrics(
        phase,
        phaseStep,
        step,
        time,
        measured.trainLoss(),
        measured.testLoss(),
        measured.objective(),
        measured.trainAccuracy(),
        measured.testAccuracy(),
        measured.weightNorm(),
        measured.gradientNorm(),
        measured.logitNorm(),
        measured.layerWeightNorms(),
        probed,
        measured.finite() && probed.finite());
  }

  /** Hands a row to the sink. */
  void record(StepMetrics row) throws IOException {
    for (PassageTracker tracker : trackers) {
      tracker.accept(row);
    }
    accept(sink, trial, row);
    last = Optional.of(row);
  }

  /** Takes a row that an earlier attempt has recorded, phases included. */
  void recordAgain(StepMetrics row) throws IOException {
    if (row.phase() != phase) {
      beginPhase(row.phase());
    }
    record(row);
  }

  /**
   * Hands a row of a trial to a sink.
   *
   * @throws IOException where the sink fails, in whichever way
   */
  static void accept(MetricSink sink, Trial trial, StepMetrics row) throws IOException {
    try {
      sink.accept(trial, row);
    } catch (RuntimeException e) {
      // Whatever a sink throws is the storage's fault: it must not make the trial CRASHED.
      throw new IOException("cannot keep a row of trial " + trial.id(), e);
    }
  }

  /** Whether the current phase's last row is that of this step. */
  boolean has(long phaseStep) {
    return last.filter(row -> row.phase() == phase && row.phaseStep() == phaseStep).isPresent();
  }

  /** Since when a rule's threshold is crossed in the current phase, whether or not it has held. */
  OptionalLong crossedSince(String rule) {
    return tracker(rule).crossedSince();
  }

  /** Whether a rule's passage has happened and held in the current phase. */
  boolean confirmed(String rule) {
    return tracker(rule).confirmed();
  }

  private PassageTracker tracker(String rule) {
    for (int i = 0; i < trackers.size(); i++) {
      if (observation.passages().get(i).name().equals(rule)) {
        return trackers.get(i);
      }
    }
    throw new IllegalArgumentException("no passage rule " + rule);
  }

  Optional<StepMetrics> last() {
    return last;
  }

  /** What each rule saw in each phase that was begun. */
  List<Passage> passages() {
    List<Passage> all = new ArrayList<>(finished);
    all.addAll(current());
    return all;
  }

  private List<Passage> current() {
    return trackers.stream()
        .map(tracker -> tracker.passage(trial.spec().phases().get(phase).name()))
        .toList();
  }
}
