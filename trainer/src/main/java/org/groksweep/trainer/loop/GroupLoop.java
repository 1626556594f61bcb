package org.groksweep.trainer.loop;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * A group, phase by phase, from one step at which some trial records or looks to the next. What
 * ends a trial is decided as in {@link TrainingLoop}.
 */
final class GroupLoop {

  // How often a watch is asked, about, and the fewest steps between: more are found by doubling.
  private static final long ASK_EVERY_NANOS = 50_000_000;
  private static final long FEWEST_STEPS = 16;

  private final TrialSpec spec;
  private final FlopEstimate cost;
  private final Examples examples;
  private final List<Replica> replicas;
  private final TrialWatch watch;
  private final GroupProgress progress;
  private long chunk = FEWEST_STEPS;
  private long told;

  /** Of the run, and of the current phase. */
  private GroupLengths lengths;

  private Phase phase;
  private RecordedSteps recorded;
  private double stepFlops;
  private double evaluationFlops;

  GroupLoop(
      TrialSpec spec,
      FlopEstimate cost,
      Examples examples,
      List<Replica> replicas,
      TrialWatch watch) {
    this.spec = spec;
    this.cost = cost;
    this.examples = examples;
    this.replicas = replicas;
    this.watch = watch;
    this.progress = new GroupProgress(spec, replicas);
  }

  /** Trains every replica to its end, from the newest state or shorter trials' if one was kept. */
  void run(GroupLearner learner, Checkpoints checkpoints, WaitingRows rows)
      throws IOException, InterruptedException {
    long parameters = cost.parameters() * replicas.size();
    lengths = new GroupLengths(progress, learner, checkpoints);
    GroupStates states = new GroupStates(progress, learner, checkpoints, rows, lengths, parameters);
    int next = 0;
    if (states.restored()) {
      next = progress.phase() + 1;
      begin(progress.phase());
      trainPhase(learner, states);
    } else {
      lengths.takeOver();
    }
    for (int index = next; index < spec.phases().size() && !progress.allHaveEnded(); index++) {
      progress.beginPhase(index, lengths::isComing);
      begin(index);
      BitSet going = progress.going();
      learner.beginPhase(index, going);
      for (int r = going.nextSetBit(0); r >= 0; r = going.nextSetBit(r + 1)) {
        replicas.get(r).beginPhase(index, stepFlops, evaluationFlops);
        replicas.get(r).record(measure(learner, r));
        replicas.get(r).keep(weights(learner, r));
      }
      trainPhase(learner, states);
    }
  }

  /** Leaves what longer trials go on from, of a replica that has ended by itself. */
  void keepEnd(int replica) throws IOException {
    lengths.keepEnd(replica);
  }

  /** Seconds spent, those of the attempts before included. */
  double wallSeconds() {
    return progress.wallSeconds();
  }

  /** Tells the watch that what it was told of was for nothing. */
  void takeBackProgress() {
    watch.stepped(-told);
    told = 0;
  }

  private void begin(int index) {
    phase = spec.phases().get(index);
    stepFlops = cost.step(spec.batching(), phase);
    evaluationFlops = cost.evaluation(spec.batching(), phase, examples);
    recorded =
        RecordedSteps.of(replicas.get(0).recording(), phase.maxSteps(), stepFlops, evaluationFlops);
  }

  private void trainPhase(GroupLearner learner, GroupStates states)
      throws IOException, InterruptedException {
    BitSet running = progress.going();
    dropEnded(learner, running);
    long due = recorded.after(progress.at());
    while (progress.at() < phase.maxSteps() && (!running.isEmpty() || lengths.areComing())) {
      long next = Math.min(Math.min(due, nextLook(running)), states.next());
      if (running.isEmpty()) {
        // Nothing is done until the next come in.
        next = lengths.next();
        due = recorded.after(next - 1);
        learner.advance(next);
      } else {
        advance(learner, progress.at(), next);
      }
      lengths.comeIn(next, running);
      for (int r = running.nextSetBit(0); r >= 0; r = running.nextSetBit(r + 1)) {
        observe(learner, r, next == due);
      }
      dropEnded(learner, running);
      progress.reached(next);
      if (next == due && next < phase.maxSteps()) {
        due = recorded.after(next);
      }
      endIfTimedOut(learner, running);
      if (next < phase.maxSteps() && !running.isEmpty()) {
        states.keepIfDue();
      }
    }
    endPhase(learner);
    states.endPhase();
  }

  private long nextLook(BitSet running) {
    return running.stream()
        .mapToLong(r -> replicas.get(r).nextLook())
        .reduce(lengths.next(), Math::min);
  }

  private void advance(GroupLearner learner, long from, long to) throws InterruptedException {
    long at = from;
    while (at < to) {
      long before = System.nanoTime();
      at = Math.min(to, at + chunk);
      learner.advance(at);
      if (watch.interrupted()) {
        throw new InterruptedException("interrupted at step " + at + " of phase " + phase.name());
      }
      long took = System.nanoTime() - before;
      if (took < ASK_EVERY_NANOS / 2) {
        chunk = Math.min(2 * chunk, phase.maxSteps());
      } else if (took > 2 * ASK_EVERY_NANOS) {
        chunk = Math.max(FEWEST_STEPS, chunk / 2);
      }
      tell(learner);
    }
  }

  // A trial that has ended counts with its whole budget, as everywhere in progress.
  private void tell(GroupLearner learner) {
    long steps = 0;
    for (int r = 0; r < replicas.size(); r++) {
      Replica replica = replicas.get(r);
      steps +=
          replica.hasEnded()
              ? spec.maxSteps()
              : replica.step() - replica.phaseStep() + learner.phaseStep(r);
    }
    watch.stepped(steps - told);
    told = steps;
  }

  private void observe(GroupLearner learner, int r, boolean due) throws IOException {
    Replica replica = replicas.get(r);
    long step = learner.phaseStep(r);
    replica.advance(step, progress.timeAt(step));
    if (!learner.finite(r)) {
      diverged(learner, r, "batch loss");
      return;
    }
    boolean atMost = step == phase.maxSteps();
    boolean last = atMost || !learner.running(r);
    if (atMost && progress.inLastPhase()) {
      lengths.spent(r);
    }
    if (due || last || replica.looksHere()) {
      StepMetrics row = measure(learner, r);
      replica.look(row);
      if (due || last) {
        replica.record(row);
      }
      if (last && !Double.isFinite(row.trainLoss())) {
        replica.keep(weights(learner, r));
        diverged(learner, r, "train_loss");
        return;
      }
    }
    replica.stopIfDue();
    if (replica.hasEnded() && !replica.recorded()) {
      replica.record(measure(learner, r));
    }
    replica.keep(weights(learner, r));
    if (replica.hasEnded()) {
      replica.keepLast(weights(learner, r));
    }
  }

  private static Supplier<Weights> weights(GroupLearner learner, int r) {
    return () -> learner.weights(r);
  }

  private StepMetrics measure(GroupLearner learner, int r) {
    Replica replica = replicas.get(r);
    return replica.row(
        learner.measure(r), replica.probes() ? Optional.of(learner.weights(r)) : Optional.empty());
  }

  private void diverged(GroupLearner learner, int r, String what) throws IOException {
    Replica replica = replicas.get(r);
    if (!replica.recorded()) {
      replica.record(measure(learner, r));
    }
    double loss = replica.last().trainLoss();
    replica.end(Ending.diverged(what, replica.step(), loss));
    replica.keepLast(weights(learner, r));
  }

  private void dropEnded(GroupLearner learner, BitSet running) {
    for (int r = running.nextSetBit(0); r >= 0; r = running.nextSetBit(r + 1)) {
      if (replicas.get(r).hasEnded() || !learner.running(r)) {
        running.clear(r);
      }
    }
  }

  private void endIfTimedOut(GroupLearner learner, BitSet running) throws IOException {
    double seconds = wallSeconds() / replicas.size();
    if (seconds <= watch.wallSecondsLimit()) {
      return;
    }
    for (int r = running.nextSetBit(0); r >= 0; r = running.nextSetBit(r + 1)) {
      Replica replica = replicas.get(r);
      if (replica.step() < spec.maxSteps()) {
        if (!replica.recorded()) {
          replica.record(measure(learner, r));
        }
        replica.end(Ending.timedOut(seconds, watch.wallSecondsLimit(), replica.step()));
      }
    }
    dropEnded(learner, running);
  }

  // The learner trains on what has ended by a stop rule: what it sees then is nobody's passage.
  private OptionalLong crossing(GroupLearner learner, int r, int rule) {
    OptionalLong crossing = learner.crossing(r, rule);
    long confirmedBy = replicas.get(r).phaseStep() - phase.escapes().get(rule).dwell();
    return crossing.isPresent() && crossing.getAsLong() <= confirmedBy
        ? crossing
        : OptionalLong.empty();
  }

  private void endPhase(GroupLearner learner) throws IOException {
    BitSet going = progress.going();
    for (int r = going.nextSetBit(0); r >= 0; r = going.nextSetBit(r + 1)) {
      endPhase(learner, r);
    }
  }

  private void endPhase(GroupLearner learner, int r) throws IOException {
    Replica replica = replicas.get(r);
    Optional<String> escaped = Optional.empty();
    for (int i = 0; i < phase.escapes().size(); i++) {
      EscapeRule rule = phase.escapes().get(i);
      OptionalLong crossing = crossing(learner, r, i);
      replica.escape(phase, rule, crossing);
      if (escaped.isEmpty() && phase.endsAt(rule) && crossing.isPresent()) {
        escaped = Optional.of(rule.name());
      }
    }
    if (!progress.inLastPhase() || replica.hasEnded()) {
      return;
    }
    if (escaped.isPresent()) {
      replica.end(Ending.escaped(escaped.get(), replica.step()));
    } else {
      replica.end(Ending.completed(replica.step()));
    }
    replica.keepLast(weights(learner, r));
  }
}
