package org.groksweep.trainer.loop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.groksweep.trainer.engine.GroupLearner;
import org.groksweep.trainer.engine.ResumableGroupLearner;

/**
 * What a group takes over from trials whose last phase was shorter, and leaves to ones whose is
 * longer. A trial that had ended stays so; one that had used up its length comes in, amid the last
 * phase, at the step at which that was: until then those train that began anew, if there are any.
 */
final class GroupLengths {

  private final GroupProgress progress;

  /** Empty where there are no states of its replicas. */
  private final Optional<ResumableGroupLearner> learner;

  private final Checkpoints checkpoints;

  /** The learner's states of those that have not come in yet, by replica. */
  private final Map<Integer, byte[]> coming = new TreeMap<>();

  /** What is left of those that have used up their length, by replica. */
  private final Map<Integer, byte[]> left = new TreeMap<>();

  GroupLengths(GroupProgress progress, GroupLearner learner, Checkpoints checkpoints) {
    this.progress = progress;
    this.learner =
        learner instanceof ResumableGroupLearner resumable
            ? Optional.of(resumable)
            : Optional.empty();
    this.checkpoints = checkpoints;
  }

  /** Takes up all that is kept of shorter trials, before the first phase. */
  void takeOver() throws IOException {
    if (learner.isEmpty()) {
      return;
    }
    for (int r = 0; r < progress.replicas().size(); r++) {
      int place = r;
      Replica replica = progress.replicas().get(r);
      checkpoints.restoreShorter(
          place, (trial, row) -> replica.recordAgain(row), in -> read(place, in));
    }
  }

  /** Whether a replica comes in later. */
  boolean isComing(int replica) {
    return coming.containsKey(replica);
  }

  /** Whether any comes in at a later step of the current phase. */
  boolean areComing() {
    return progress.inLastPhase() && !coming.isEmpty();
  }

  /** The step of the current phase at which the next comes in; the most if none does. */
  long next() {
    return !progress.inLastPhase()
        ? Long.MAX_VALUE
        : coming.keySet().stream()
            .mapToLong(r -> progress.replicas().get(r).phaseStep())
            .min()
            .orElse(Long.MAX_VALUE);
  }

  /** Lets those in that used up their length at a step of the current phase. */
  void comeIn(long phaseStep, BitSet running) throws IOException {
    if (!areComing()) {
      return;
    }
    Iterator<Map.Entry<Integer, byte[]>> each = coming.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Integer, byte[]> next = each.next();
      int r = next.getKey();
      if (progress.replicas().get(r).phaseStep() == phaseStep) {
        learner
            .orElseThrow()
            .restoreReplica(r, new DataInputStream(new ByteArrayInputStream(next.getValue())));
        progress.comesIn(r);
        running.set(r);
        each.remove();
      }
    }
  }

  /** Notes the state of a replica that has used up its length and was not looked at since. */
  void spent(int r) throws IOException {
    if (!keepsEnds()) {
      return;
    }
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    learner.orElseThrow().saveReplica(r, new DataOutputStream(state));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    write(r, state.toByteArray(), new DataOutputStream(all));
    left.put(r, all.toByteArray());
    if (isAlone()) {
      // Its rows and weights go out as they come: what comes from here on is none of the state's.
      checkpoints.budgetSpent(out -> out.write(all.toByteArray()));
    }
  }

  /**
   * Leaves what there is of a replica that has ended by itself: one that has not used up its length
   * ends in the same way however long it is.
   */
  void keepEnd(int r) throws IOException {
    if (!keepsEnds()) {
      return;
    }
    byte[] state = left.get(r);
    if (state == null) {
      checkpoints.keepEnd(r, out -> write(r, new byte[0], out));
    } else if (!isAlone()) {
      checkpoints.keepEnd(r, out -> out.write(state));
    }
  }

  /** Writes who comes in later. */
  void saveState(DataOutput out) throws IOException {
    out.writeInt(coming.size());
    for (Map.Entry<Integer, byte[]> each : coming.entrySet()) {
      out.writeInt(each.getKey());
      writeBytes(each.getValue(), out);
    }
  }

  void restoreState(DataInput in) throws IOException {
    for (int count = in.readInt(); count > 0; count--) {
      coming.put(in.readInt(), readBytes(in));
    }
  }

  private boolean isAlone() {
    return progress.replicas().size() == 1;
  }

  private boolean keepsEnds() {
    return checkpoints.keepsEnds() && learner.isPresent();
  }

  private void write(int r, byte[] state, DataOutput out) throws IOException {
    out.writeDouble(progress.wallSeconds() / progress.replicas().size());
    progress.replicas().get(r).saveState(out);
    writeBytes(state, out);
  }

  private void read(int r, DataInput in) throws IOException {
    progress.addSeconds(in.readDouble());
    progress.replicas().get(r).restoreState(in);
    byte[] state = readBytes(in);
    if (!progress.replicas().get(r).hasEnded()) {
      coming.put(r, state);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
