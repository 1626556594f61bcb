package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.groksweep.trainer.spec.TrialSpec;

/** Where a group stands beside its learner's weights and its rows. */
final class GroupProgress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final TrialSpec spec;
  private final List<Replica> replicas;

  /** Moved back by the seconds of earlier attempts, where the group is resumed. */
  private long start = System.nanoTime();

  /**
   * Of the current phase: who takes part in it, the step that was reached, and its learning rates.
   */
  private int phase = -1;

  private BitSet going = new BitSet();
  private long at;
  private PhaseTime time;

  GroupProgress(TrialSpec spec, List<Replica> replicas) {
    this.spec = spec;
    this.replicas = replicas;
  }

  List<Replica> replicas() {
    return replicas;
  }

  /** Begins a phase with all replicas that have not ended and do not come in later. */
  void beginPhase(int index, IntPredicate comesInLater) {
    phase = index;
    at = 0;
    time = new PhaseTime(spec.phases().get(index));
    for (int r = 0; r < replicas.size(); r++) {
      going.set(r, !replicas.get(r).hasEnded() && !comesInLater.test(r));
    }
  }

  /** A replica takes part in the current phase from here on. */
  void comesIn(int replica) {
    going.set(replica);
  }

  /** Whether every replica has ended. */
  boolean allHaveEnded() {
    return replicas.stream().allMatch(Replica::hasEnded);
  }

  boolean inLastPhase() {
    return phase == spec.phases().size() - 1;
  }

  int phase() {
    return phase;
  }

  /** The replicas that began the current phase, or came in since. */
  BitSet going() {
    return (BitSet) going.clone();
  }

  /** The phase step that every replica has reached or does not. */
  long at() {
    return at;
  }

  void reached(long phaseStep) {
    time.passed(phaseStep);
    at = phaseStep;
  }

  /** Sum of the learning rates of the phase's steps up to one that was not reached before. */
  double timeAt(long phaseStep) {
    return time.at(phaseStep);
  }

  /** Seconds spent, those of the attempts before included. */
  double wallSeconds() {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  /** Counts the seconds that shorter trials took. */
  void addSeconds(double seconds) {
    start -= (long) (seconds * NANOS_PER_SECOND);
  }

  void saveState(DataOutput out) throws IOException {
    out.writeDouble(wallSeconds());
    out.writeInt(phase);
    out.writeLong(at);
    time.saveState(out);
    for (int r = 0; r < replicas.size(); r++) {
      out.writeBoolean(going.get(r));
      replicas.get(r).saveState(out);
    }
  }

  void restoreState(DataInput in) throws IOException {
    addSeconds(in.readDouble());
    phase = in.readInt();
    at = in.readLong();
    time = new PhaseTime(spec.phases().get(phase));
    time.restoreState(in);
    for (int r = 0; r < replicas.size(); r++) {
      going.set(r, in.readBoolean());
      replicas.get(r).restoreState(in);
    }
  }
}
