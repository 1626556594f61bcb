package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.PassageBits;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.TrialProbes;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/** One trial of a group: where it stands, what it recorded and how it ended. */
final class Replica {

  private final Trial trial;
  private final Records records;
  private final List<StopLooks> stopRules;
  private final WeightsSaver saver;
  private final List<Passage> escapes = new ArrayList<>();
  private Optional<Ending> ending = Optional.empty();
  private Optional<String> error = Optional.empty();

  /** Arithmetic of the phases before, and what the current one's is made of. */
  private double flopsBefore;

  private double stepFlops;
  private double evaluationFlops;
  private long evaluations;

  /** Step and time at which the current phase began, and the steps done in it. */
  private long phaseStart;

  private double phaseStartTime;
  private long phaseStep;
  private double time;

  Replica(
      Trial trial,
      Observation observation,
      TrialProbes probes,
      WeightsSaver saver,
      RowSpill.Taker rows) {
    this.trial = trial;
    this.records = new Records(trial, observation, probes, (same, row) -> rows.take(row));
    this.saver = saver;
    this.stopRules = trial.spec().stopRules().stream().map(StopLooks::new).toList();
  }

  TrialId id() {
    return trial.id();
  }

  boolean hasEnded() {
    return ending.isPresent();
  }

  void end(Ending how) {
    ending = Optional.of(how);
  }

  void crashed(Throwable cause) {
    error = Optional.of(TrialRunner.stack(cause));
    end(Ending.crashed(cause));
  }

  /**
   * Begins a phase.
   *
   * @param step static cost of an update
   * @param evaluation static cost of a measurement
   */
  void beginPhase(int index, double step, double evaluation) {
    flopsBefore = flops();
    stepFlops = step;
    evaluationFlops = evaluation;
    evaluations = 0;
    phaseStart += phaseStep;
    phaseStartTime = time;
    phaseStep = 0;
    records.beginPhase(index);
  }

  /**
   * Goes on to a step of the phase.
   *
   * @param phaseTime sum of the learning rates of the phase's steps up to that one
   */
  void advance(long toPhaseStep, double phaseTime) {
    phaseStep = toPhaseStep;
    time = phaseStartTime + phaseTime;
  }

  long phaseStep() {
    return phaseStep;
  }

  /** Updates done in all phases. */
  long step() {
    return phaseStart + phaseStep;
  }

  /**
   * The phase step at which a stop rule next looks or ends the trial, or weights are to be kept;
   * the most if there is none.
   */
  long nextLook() {
    long next = saver.next(step()) - phaseStart;
    for (StopLooks rule : stopRules) {
      next = Math.min(next, rule.next(step()) - phaseStart);
    }
    return next;
  }

  boolean looksHere() {
    return stopRules.stream().anyMatch(rule -> rule.looksAt(step()));
  }

  // By counts, so that it is the same however the steps were cut.
  private double flops() {
    return flopsBefore + phaseStep * stepFlops + evaluations * evaluationFlops;
  }

  Recording recording() {
    return records.recording();
  }

  boolean recorded() {
    return records.has(phaseStep);
  }

  StepMetrics row(Measurement measured, Optional<Weights> weights) {
    evaluations++;
    return records.row(phaseStep, step(), time, measured, weights);
  }

  void record(StepMetrics row) throws IOException {
    records.record(row);
  }

  /** Takes a row that an earlier attempt has recorded, phases included. */
  void recordAgain(StepMetrics row) throws IOException {
    records.recordAgain(row);
  }

  /**
   * Keeps the current weights where a passage that the last row tells of, or the step, asks for.
   */
  void keep(Supplier<Weights> weights) throws IOException {
    if (recorded()) {
      saver.recorded(records, weights);
    }
    saver.at(step(), weights);
  }

  /** Keeps the last weights where they are asked for, if the trial has ended by itself. */
  void keepLast(Supplier<Weights> weights) throws IOException {
    if (ending.orElseThrow().status().isResult()) {
      saver.ended(weights);
    }
  }

  boolean probes() {
    return records.probes();
  }

  StepMetrics last() {
    return records.last().orElseThrow();
  }

  void look(StepMetrics row) {
    for (StopLooks rule : stopRules) {
      if (rule.looksAt(row.step())) {
        rule.look(row);
      }
    }
  }

  /** Ends the trial where a stop rule says so; not at its very last step. */
  void stopIfDue() {
    for (StopLooks rule : stopRules) {
      if (ending.isEmpty() && step() < trial.spec().maxSteps() && rule.stopsAt(step())) {
        end(Ending.stopped(rule, step()));
      }
    }
  }

  /** Notes what an escape rule saw in the phase, which ends here. */
  void escape(Phase phase, EscapeRule rule, OptionalLong crossing) {
    escapes.add(Escapes.passage(phase, rule, crossing, phaseStart, step()));
  }

  // The phase, what passage rules saw and the last row are those of the rows. One that ended in an
  // earlier phase has that phase's costs.
  void saveState(DataOutput out) throws IOException {
    out.writeDouble(flopsBefore);
    out.writeDouble(stepFlops);
    out.writeDouble(evaluationFlops);
    out.writeLong(evaluations);
    out.writeLong(phaseStart);
    out.writeDouble(phaseStartTime);
    out.writeLong(phaseStep);
    out.writeDouble(time);
    for (StopLooks rule : stopRules) {
      rule.saveState(out);
    }
    saver.saveState(out);
    PassageBits.write(escapes, out);
    out.writeBoolean(hasEnded());
    if (hasEnded()) {
      out.writeUTF(ending.orElseThrow().status().name());
      out.writeUTF(ending.orElseThrow().reason());
    }
  }

  void restoreState(DataInput in) throws IOException {
    flopsBefore = in.readDouble();
    stepFlops = in.readDouble();
    evaluationFlops = in.readDouble();
    evaluations = in.readLong();
    phaseStart = in.readLong();
    phaseStartTime = in.readDouble();
    phaseStep = in.readLong();
    time = in.readDouble();
    for (StopLooks rule : stopRules) {
      rule.restoreState(in);
    }
    saver.restoreState(in);
    escapes.addAll(PassageBits.read(in));
    if (in.readBoolean()) {
      end(new Ending(EndReason.valueOf(in.readUTF()), in.readUTF()));
    }
  }

  TrialOutcome outcome(String engine, double wallSeconds) {
    List<Passage> passages = new ArrayList<>(records.passages());
    passages.addAll(escapes);
    Ending how = ending.orElseThrow();
    return new TrialOutcome(
        how.status(),
        how.reason(),
        passages,
        records.last(),
        step(),
        flops(),
        wallSeconds,
        engine,
        error);
  }
}
