package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.WatchingLearner;
import org.groksweep.trainer.metrics.Passage;
import org.groksweep.trainer.metrics.PassageBits;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** The escape rules of a trial at work, phase by phase. */
final class Escapes {

  private final TrialSpec spec;
  private final List<Passage> finished = new ArrayList<>();
  private final List<EscapeTracker> trackers = new ArrayList<>();
  private int phase = -1;

  Escapes(TrialSpec spec) {
    this.spec = spec;
  }

  /**
   * Ends the current phase and begins another.
   *
   * @param clock where the trial stands, before it begins the phase
   */
  void beginPhase(int index, Clock clock) {
    finished.addAll(current(clock));
    begin(index);
  }

  private void begin(int index) {
    phase = index;
    trackers.clear();
    spec.phases().get(index).escapes().forEach(rule -> trackers.add(new EscapeTracker(rule)));
  }

  /** Looks at the current weights, the phase's first included. */
  void look(Learner learner, Clock clock) {
    if (trackers.isEmpty()) {
      return;
    }
    if (!(learner instanceof WatchingLearner watching)) {
      throw new IllegalStateException("escapes: the engine cannot watch metrics at every step");
    }
    for (int i = 0; i < trackers.size(); i++) {
      trackers.get(i).accept(clock.phaseStep(), watching.watched(i));
    }
  }

  /** The rule that ends the phase here. */
  Optional<EscapeRule> ends() {
    for (EscapeTracker tracker : trackers) {
      if (tracker.crossing().isPresent() && spec.phases().get(phase).endsAt(tracker.rule())) {
        return Optional.of(tracker.rule());
      }
    }
    return Optional.empty();
  }

  /** What each rule saw in each phase that was begun. */
  List<Passage> passages(Clock clock) {
    List<Passage> all = new ArrayList<>(finished);
    all.addAll(current(clock));
    return all;
  }

  private List<Passage> current(Clock clock) {
    List<Passage> passages = new ArrayList<>();
    for (EscapeTracker tracker : trackers) {
      passages.add(
          passage(
              spec.phases().get(phase),
              tracker.rule(),
              tracker.crossing(),
              clock.step() - clock.phaseStep(),
              clock.step()));
    }
    return passages;
  }

  /**
   * What a rule saw in a phase, in steps of the trial: every step was looked at, so a crossing lies
   * in (step - 1, step], save where the phase began crossed.
   *
   * @param crossing phase step of the confirmed crossing
   * @param start step at which the phase began
   * @param end step at which it ended, or stands
   */
  static Passage passage(
      Phase phase, EscapeRule rule, OptionalLong crossing, long start, long end) {
    if (crossing.isEmpty()) {
      return new Passage(phase.name(), rule.name(), end, end, true);
    }
    long at = crossing.getAsLong();
    return new Passage(phase.name(), rule.name(), start + at, start + Math.max(0, at - 1), false);
  }

  void saveState(DataOutput out) throws IOException {
    out.writeInt(phase);
    PassageBits.write(finished, out);
    for (EscapeTracker tracker : trackers) {
      tracker.saveState(out);
    }
  }

  void restoreState(DataInput in) throws IOException {
    begin(in.readInt());
    finished.addAll(PassageBits.read(in));
    for (EscapeTracker tracker : trackers) {
      tracker.restoreState(in);
    }
  }
}
