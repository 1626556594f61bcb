package org.groksweep.trainer.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * One trial, phase by phase. What ends it is decided by updates, stop rules' looks and phases' last
 * rows, never by a row that another recording would not have.
 */
final class TrainingLoop {

  // Often enough for a progress line, seldom enough to cost nothing.
  private static final long TELL_EVERY_NANOS = 100_000_000;

  private final TrialSpec spec;
  private final FlopEstimate cost;
  private final Examples examples;
  private final Records records;
  private final TrialWatch watch;
  private final TrialProgress progress;
  private final List<StopLooks> stopRules;
  private final Escapes escapes;
  private final Clock clock;
  private long told;
  private long toldAt;

  TrainingLoop(
      TrialSpec spec,
      FlopEstimate cost,
      Examples examples,
      Records records,
      TrialWatch watch,
      long start) {
    this.spec = spec;
    this.cost = cost;
    this.examples = examples;
    this.records = records;
    this.watch = watch;
    this.toldAt = start;
    this.progress = new TrialProgress(spec, start);
    this.stopRules = progress.stopRules();
    this.escapes = progress.escapes();
    this.clock = progress.clock();
  }

  /**
   * Trains to the end of the last phase, or to what ends the trial before; from the newest state,
   * if one was kept.
   */
  Ending run(Learner learner, Checkpoints checkpoints, WeightsSaver saver)
      throws IOException, InterruptedException {
    Optional<Ending> ending = Optional.empty();
    TrialStates states = new TrialStates(progress, learner, checkpoints, saver, cost.parameters());
    int next = 0;
    if (states.restored(records)) {
      next = records.phase() + 1;
      ending = trainPhase(learner, costs(records.phase()), states, saver);
    }
    for (int index = next; index < spec.phases().size() && ending.isEmpty(); index++) {
      learner.beginPhase(index);
      records.beginPhase(index);
      escapes.beginPhase(index, clock);
      clock.beginPhase();
      escapes.look(learner, clock);
      PhaseCosts costs = costs(index);
      records.record(measure(learner, costs));
      saver.recorded(records, learner::weights);
      saver.at(clock.step(), learner::weights);
      ending = trainPhase(learner, costs, states, saver);
    }
    watch.stepped(clock.step() - told);
    Ending end = ending.or(this::escaped).orElseGet(() -> Ending.completed(clock.step()));
    if (end.status().isResult()) {
      saver.ended(learner::weights);
    }
    return end;
  }

  private PhaseCosts costs(int index) {
    Phase phase = spec.phases().get(index);
    return new PhaseCosts(
        phase,
        cost.step(spec.batching(), phase),
        cost.evaluation(spec.batching(), phase, examples));
  }

  /** A phase and its static costs. */
  private record PhaseCosts(Phase phase, double step, double evaluation) {}

  private Optional<Ending> escaped() {
    return escapes.ends().map(rule -> Ending.escaped(rule.name(), clock.step()));
  }

  /** What passage and escape rules saw in each phase that was begun. */
  List<Passage> passages() {
    List<Passage> all = new ArrayList<>(records.passages());
    all.addAll(escapes.passages(clock));
    return all;
  }

  /** Updates done. */
  long steps() {
    return clock.step();
  }

  /** Arithmetic so far, by the static estimate. */
  double flops() {
    return progress.flops();
  }

  /** Seconds spent, those of the attempts before included. */
  double wallSeconds() {
    return progress.wallSeconds();
  }

  private Optional<Ending> trainPhase(
      Learner learner, PhaseCosts costs, TrialStates states, WeightsSaver saver)
      throws IOException, InterruptedException {
    Phase phase = costs.phase();
    RecordedSteps recorded =
        RecordedSteps.of(records.recording(), phase.maxSteps(), costs.step(), costs.evaluation());
    Supplier<Weights> weights = learner::weights;
    long seen = progress.lookIsDue() ? clock.phaseStep() - 1 : clock.phaseStep();
    long next = recorded.after(Math.min(seen, phase.maxSteps() - 1));
    while (progress.lookIsDue() || goesOn(phase)) {
      if (!progress.lookIsDue()) {
        learner.step();
        if (!learner.finite()) {
          return Optional.of(diverged(learner, costs, "batch loss"));
        }
        advance(learner, costs);
        boolean lastPhase = records.phase() == spec.phases().size() - 1;
        if (lastPhase && clock.phaseStep() == phase.maxSteps()) {
          states.keepSpent();
        }
      }
      boolean last = !goesOn(phase);
      boolean due = last || clock.phaseStep() == next;
      if (due) {
        next = recorded.after(Math.min(next, phase.maxSteps() - 1));
      }
      Optional<Ending> ending = observe(learner, costs, due, last);
      if (records.has(clock.phaseStep())) {
        saver.recorded(records, weights);
      }
      saver.at(clock.step(), weights);
      progress.looked();
      if (ending.isPresent()) {
        return ending;
      }
      states.keepIfDue();
      checkInterrupted();
    }
    return Optional.empty();
  }

  private boolean goesOn(Phase phase) {
    return clock.phaseStep() < phase.maxSteps() && escapes.ends().isEmpty();
  }

  private void advance(Learner learner, PhaseCosts costs) {
    Phase phase = costs.phase();
    clock.stepped(
        phase.learningRate() * phase.schedule().factor(learner.phaseStep(), phase.maxSteps()));
    progress.addFlops(costs.step());
    escapes.look(learner, clock);
    progress.updated();
  }

  private Optional<Ending> observe(Learner learner, PhaseCosts costs, boolean due, boolean last)
      throws IOException {
    if (due || anyLook()) {
      StepMetrics row = measure(learner, costs);
      look(row);
      if (due) {
        records.record(row);
      }
      if (last && !Double.isFinite(row.trainLoss())) {
        return Optional.of(diverged(learner, costs, "train_loss"));
      }
    }
    Optional<Ending> ending = early();
    if (ending.isPresent() && !records.has(clock.phaseStep())) {
      records.record(measure(learner, costs));
    }
    return ending;
  }

  private boolean anyLook() {
    for (StopLooks rule : stopRules) {
      if (rule.looksAt(clock.step())) {
        return true;
      }
    }
    return false;
  }

  private void look(StepMetrics row) {
    for (StopLooks rule : stopRules) {
      if (rule.looksAt(row.step())) {
        rule.look(row);
      }
    }
  }

  private StepMetrics measure(Learner learner, PhaseCosts costs) {
    progress.addFlops(costs.evaluation());
    return records.row(clock, learner);
  }

  private Ending diverged(Learner learner, PhaseCosts costs, String what) throws IOException {
    if (!records.has(clock.phaseStep())) {
      records.record(measure(learner, costs));
    }
    double loss = records.last().orElseThrow().trainLoss();
    return Ending.diverged(what, clock.step(), loss);
  }

  private Optional<Ending> early() {
    // At the very last step there is nothing left to stop.
    if (clock.step() == spec.maxSteps()) {
      return Optional.empty();
    }
    for (StopLooks rule : stopRules) {
      if (rule.stopsAt(clock.step())) {
        return Optional.of(Ending.stopped(rule, clock.step()));
      }
    }
    double seconds = wallSeconds();
    if (seconds > watch.wallSecondsLimit()) {
      return Optional.of(Ending.timedOut(seconds, watch.wallSecondsLimit(), clock.step()));
    }
    return Optional.empty();
  }

  private void checkInterrupted() throws InterruptedException {
    if (watch.interrupted()) {
      throw new InterruptedException("interrupted at step " + clock.step());
    }
    long now = System.nanoTime();
    if (now - toldAt > TELL_EVERY_NANOS) {
      watch.stepped(clock.step() - told);
      told = clock.step();
      toldAt = now;
    }
  }
}
