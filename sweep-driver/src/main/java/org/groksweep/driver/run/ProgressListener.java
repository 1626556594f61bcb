package org.groksweep.driver.run;

import java.util.List;

/**
 * Told what a run does while it does it. Calls may come from any thread, one at a time; none is
 * needed for the result, and a lost executor's last ones may be missing.
 */
public interface ProgressListener {

  /** Told once, before the first bundle starts. */
  void started(RunStart start);

  /** Told whenever the figures have moved; each call replaces the one before. */
  void progressed(Progress progress);

  /** Told when a trial has ended, before its bundle is committed. */
  void trialEnded(TrialEnd end);

  /** Told once, when the run is over and its directory tidy. */
  void ended(RunSummary summary);

  /**
   * What a run is about to do.
   *
   * @param location of the sweep's directory
   * @param bundles to train
   * @param trials in them
   * @param steps the sum of their budgets
   * @param trialsDone in the directory already
   * @param notes for the user, such as trials that a killed run left in flight
   */
  record RunStart(
      String location, int bundles, long trials, long steps, long trialsDone, List<String> notes) {
    public RunStart {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Where a run stands.
   *
   * @param bundlesRunning now
   * @param bundlesEnded so far
   * @param trialsEnded so far
   * @param steps done so far; a trial that ended early counts with its whole budget, so that the
   *     figure reaches RunStart's
   */
  record Progress(int bundlesRunning, int bundlesEnded, long trialsEnded, long steps) {}

  /** A listener that hears nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void started(RunStart start) {}

        @Override
        public void progressed(Progress progress) {}

        @Override
        public void trialEnded(TrialEnd end) {}

        @Override
        public void ended(RunSummary summary) {}
      };
}
