package org.groksweep.driver.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;

/** Trains the trials of one bundle, one after the other or in groups. */
public interface TrialTrainer {

  /**
   * Trains a trial to its end, from its first step or the newest state that the host kept.
   *
   * @throws IOException if a file cannot be read, or the host cannot keep a row
   * @throws InterruptedException if the watch asked for it
   */
  TrialOutcome train(Trial trial, Observation observation, TrialHost host)
      throws IOException, InterruptedException;

  /** Cuts trials, in their order, into those that are trained together. */
  default List<List<Trial>> groups(List<Trial> trials) {
    return trials.stream().map(List::of).toList();
  }

  /**
   * Trains a part of a group to its trials' ends, from their first steps or the newest state that
   * the host kept of them; a trial is the same in any part.
   *
   * @return the outcomes in the order of the trials
   * @throws IOException if a file cannot be read, or the host cannot keep a row
   * @throws InterruptedException if the watch asked for it
   */
  default List<TrialOutcome> trainGroup(List<Trial> trials, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (Trial trial : trials) {
      outcomes.add(train(trial, observation, TrialHost.of(host.sink(), host.watch())));
    }
    return outcomes;
  }

  /** What the bits of its results depend on beside the spec. */
  String numericsFingerprint();
}
