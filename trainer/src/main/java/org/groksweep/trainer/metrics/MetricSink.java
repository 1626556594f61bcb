package org.groksweep.trainer.metrics;

import java.io.IOException;
import org.groksweep.trainer.spec.Trial;

/** Where a trial's rows go as they come; it keeps none of them in memory. */
public interface MetricSink {

  /**
   * Takes the next row of a trial; rows of one trial come in the order of their steps and trials
   * one after the other.
   *
   * @throws IOException if the row cannot be kept: a fault of the storage, never of the trial
   */
  void accept(Trial trial, StepMetrics row) throws IOException;
}
