package org.groksweep.driver.run;

import java.io.IOException;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;

/** Trains the trials of one bundle, one after the other. */
public interface TrialTrainer {

  /**
   * Trains a trial from its first step to its end.
   *
   * @throws IOException if a file cannot be read, or the sink cannot keep a row
   * @throws InterruptedException if the watch asked for it
   */
  TrialOutcome train(Trial trial, Observation observation, MetricSink sink, TrialWatch watch)
      throws IOException, InterruptedException;

  /** What the bits of its results depend on beside the spec. */
  String numericsFingerprint();
}
