package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.groksweep.trainer.spec.TrialSpec;

/** Where a trial stands beside its learner's weights and its rows. */
final class TrialProgress {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Clock clock = new Clock();
  private final List<StopLooks> stopRules;
  private final Escapes escapes;
  private double flops;
  private boolean lookIsDue;

  /** Moved back by the seconds of earlier attempts, where the trial is resumed. */
  private long start;

  TrialProgress(TrialSpec spec, long start) {
    this.stopRules = spec.stopRules().stream().map(StopLooks::new).toList();
    this.escapes = new Escapes(spec);
    this.start = start;
  }

  Clock clock() {
    return clock;
  }

  List<StopLooks> stopRules() {
    return stopRules;
  }

  Escapes escapes() {
    return escapes;
  }

  /** Arithmetic so far, by the static estimate. */
  double flops() {
    return flops;
  }

  void addFlops(double done) {
    flops += done;
  }

  /** Seconds spent, those of the attempts before included. */
  double wallSeconds() {
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  /** Whether an update was done at whose weights nothing has looked yet. */
  boolean lookIsDue() {
    return lookIsDue;
  }

  void updated() {
    lookIsDue = true;
  }

  void looked() {
    lookIsDue = false;
  }

  // The phase, what passage rules saw and the last row are those of the rows.
  void saveState(DataOutput out) throws IOException {
    out.writeBoolean(lookIsDue);
    clock.saveState(out);
    out.writeDouble(flops);
    out.writeDouble(wallSeconds());
    for (StopLooks rule : stopRules) {
      rule.saveState(out);
    }
    escapes.saveState(out);
  }

  void restoreState(DataInput in) throws IOException {
    lookIsDue = in.readBoolean();
    clock.restoreState(in);
    flops = in.readDouble();
    start -= (long) (in.readDouble() * NANOS_PER_SECOND);
    for (StopLooks rule : stopRules) {
      rule.restoreState(in);
    }
    escapes.restoreState(in);
  }
}
