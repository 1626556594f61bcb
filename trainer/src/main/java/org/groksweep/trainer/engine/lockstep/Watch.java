package org.groksweep.trainer.engine.lockstep;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.groksweep.trainer.spec.EscapeRule;

/** One escape rule of a phase at work on every replica: as many Schmitt triggers. */
final class Watch {

  private static final long NEVER = -1;

  private final EscapeRule rule;
  private final boolean looksAtLoss;
  private final int mode;
  private final boolean endsPhase;
  private final long[] crossedAt;
  private final boolean[] confirmed;

  /** Replicas whose crossing waits for its dwell. */
  private int waiting;

  Watch(EscapeRule rule, boolean endsPhase, int replicas) {
    this.rule = rule;
    this.looksAtLoss = WatchedValues.isLoss(rule.metric());
    this.mode = looksAtLoss ? 0 : WatchedValues.mode(rule.metric());
    this.endsPhase = endsPhase;
    this.crossedAt = new long[replicas];
    this.confirmed = new boolean[replicas];
    Arrays.fill(crossedAt, NEVER);
  }

  EscapeRule rule() {
    return rule;
  }

  boolean looksAtLoss() {
    return looksAtLoss;
  }

  /** The place of the singular value that it looks at, from 0; none where it looks at the loss. */
  int mode() {
    return mode;
  }

  /** Whether a value that has not crossed may change a trigger. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** Takes a replica's value at a phase step; returns whether the replica's phase ends there. */
  boolean accept(int replica, long phaseStep, double value) {
    if (confirmed[replica]) {
      return false;
    }
    if (crossedAt[replica] != NEVER && rule.resetBy(value)) {
      crossedAt[replica] = NEVER;
      waiting--;
    }
    if (crossedAt[replica] == NEVER && rule.crossedBy(value)) {
      crossedAt[replica] = phaseStep;
      waiting++;
    }
    if (crossedAt[replica] == NEVER || phaseStep - crossedAt[replica] < rule.dwell()) {
      return false;
    }
    confirmed[replica] = true;
    waiting--;
    return endsPhase;
  }

  /** The phase step of the crossing that was confirmed. */
  OptionalLong crossing(int replica) {
    return confirmed[replica] ? OptionalLong.of(crossedAt[replica]) : OptionalLong.empty();
  }

  void saveState(int replica, DataOutput out) throws IOException {
    out.writeLong(crossedAt[replica]);
    out.writeBoolean(confirmed[replica]);
  }

  /** Takes up a replica's trigger, in a phase that it has taken no part in. */
  void restoreState(int replica, DataInput in) throws IOException {
    crossedAt[replica] = in.readLong();
    confirmed[replica] = in.readBoolean();
    waiting += crossedAt[replica] != NEVER && !confirmed[replica] ? 1 : 0;
  }
}
