package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ResumableLearner;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * One trial, phase by phase. What ends it is decided by updates, stop rules' looks and phases' last
 * rows, never by a row that another recording would not have.
 */
final class TrainingLoop {

  private static final double NANOS_PER_SECOND = 1e9;
  // Often enough for a progress line, seldom enough to cost nothing.
  private static final long TELL_EVERY_NANOS = 100_000_000;

  private final TrialSpec spec;
  private final FlopEstimate cost;
  private final Examples examples;
  private final Records records;
  private final TrialWatch watch;
  private final List<StopLooks> stopRules;
  private final Escapes escapes;
  private final Clock clock = new Clock();
  private double flops;

  /** Whether an update was done at whose weights nothing has looked yet. */
  private boolean lookIsDue;

  private long told;
  private long toldAt;

  /** Moved back by the seconds of earlier attempts, where the trial is resumed. */
  private long start;

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
    this.start = start;
    this.toldAt = start;
    this.stopRules = spec.stopRules().stream().map(StopLooks::new).toList();
    this.escapes = new Escapes(spec);
  }

  /**
   * Trains to the end of the last phase, or to what ends the trial before; from the newest state,
   * if one was kept.
   */
  Ending run(Learner learner, Checkpoints checkpoints, WeightsSaver saver)
      throws IOException, InterruptedException {
    Optional<Ending> ending = Optional.empty();
    TrialStates states = new TrialStates(learner, checkpoints, saver);
    int next = 0;
    if (states.restored()) {
      next = records.phase() + 1;
      ending = trainPhase(learner, costs(records.phase()), states);
    }
    for (int index = next; index < spec.phases().size() && ending.isEmpty(); index++) {
      learner.beginPhase(index);
      records.beginPhase(index);
      escapes.beginPhase(index, clock);
      clock.beginPhase();
      escapes.look(learner, clock);
      PhaseCosts costs = costs(index);
      records.record(measure(learner, costs));
      saver.recorded(records, learner);
      saver.at(clock.step(), learner);
      ending = trainPhase(learner, costs, states);
    }
    watch.stepped(clock.step() - told);
    Ending end = ending.or(this::escaped).orElseGet(() -> Ending.completed(clock.step()));
    if (end.status().isResult()) {
      saver.ended(learner);
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
    return flops;
  }

  /** Seconds spent, those of the attempts before included. */
  double wallSeconds() {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  private Optional<Ending> trainPhase(Learner learner, PhaseCosts costs, TrialStates states)
      throws IOException, InterruptedException {
    Phase phase = costs.phase();
    RecordedSteps recorded =
        RecordedSteps.of(records.recording(), phase.maxSteps(), costs.step(), costs.evaluation());
    long seen = lookIsDue ? clock.phaseStep() - 1 : clock.phaseStep();
    long next = recorded.after(Math.min(seen, phase.maxSteps() - 1));
    while (lookIsDue || goesOn(phase)) {
      if (!lookIsDue) {
        learner.step();
        if (!learner.finite()) {
          return Optional.of(diverged(learner, costs, "batch loss"));
        }
        advance(learner, costs);
        states.keepIfBudgetIsSpent(phase);
      }
      boolean last = !goesOn(phase);
      boolean due = last || clock.phaseStep() == next;
      if (due) {
        next = recorded.after(Math.min(next, phase.maxSteps() - 1));
      }
      Optional<Ending> ending = observe(learner, costs, due, last);
      if (records.has(clock.phaseStep())) {
        states.saver.recorded(records, learner);
      }
      states.saver.at(clock.step(), learner);
      lookIsDue = false;
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
    flops += costs.step();
    escapes.look(learner, clock);
    lookIsDue = true;
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
    flops += costs.evaluation();
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

  /** The states of this trial: what is kept of it and taken up again. */
  private final class TrialStates {

    private final Learner learner;
    private final Checkpoints checkpoints;
    private final CheckpointSteps steps;
    private final WeightsSaver saver;

    private TrialStates(Learner learner, Checkpoints checkpoints, WeightsSaver saver) {
      this.saver = saver;
      this.learner = learner;
      this.checkpoints = checkpoints;
      this.steps =
          new CheckpointSteps(
              learner instanceof ResumableLearner
                  ? checkpoints.distanceFlops(cost.parameters())
                  : Double.POSITIVE_INFINITY);
    }

    private boolean restored() throws IOException {
      if (!(learner instanceof ResumableLearner resumable)) {
        return false;
      }
      boolean restored =
          checkpoints.restore((trial, row) -> records.recordAgain(row), in -> read(in, resumable));
      steps.passed(flops);
      return restored;
    }

    private void keepIfDue() throws IOException {
      if (steps.due(flops) && learner instanceof ResumableLearner resumable) {
        checkpoints.keep(out -> write(out, resumable));
        steps.passed(flops);
      }
    }

    // Before the look: whether this step is recorded and what ends here depends on the budget.
    private void keepIfBudgetIsSpent(Phase phase) throws IOException {
      boolean spent =
          records.phase() == spec.phases().size() - 1 && clock.phaseStep() == phase.maxSteps();
      if (spent && learner instanceof ResumableLearner resumable) {
        checkpoints.budgetSpent(out -> write(out, resumable));
      }
    }

    // The phase, what passage rules saw and the last row are those of the rows.
    private void write(DataOutput out, ResumableLearner resumable) throws IOException {
      out.writeBoolean(lookIsDue);
      clock.saveState(out);
      out.writeDouble(flops);
      out.writeDouble(wallSeconds());
      for (StopLooks rule : stopRules) {
        rule.saveState(out);
      }
      escapes.saveState(out);
      saver.saveState(out);
      resumable.saveState(out);
    }

    private void read(DataInput in, ResumableLearner resumable) throws IOException {
      lookIsDue = in.readBoolean();
      clock.restoreState(in);
      flops = in.readDouble();
      start -= (long) (in.readDouble() * NANOS_PER_SECOND);
      for (StopLooks rule : stopRules) {
        rule.restoreState(in);
      }
      escapes.restoreState(in);
      saver.restoreState(in);
      resumable.restoreState(in);
    }
  }
}
