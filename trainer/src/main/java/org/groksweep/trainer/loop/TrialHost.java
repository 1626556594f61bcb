package org.groksweep.trainer.loop;

import org.groksweep.trainer.metrics.MetricSink;

/**
 * What surrounds a trial in training; nothing that it computes depends on it.
 *
 * @param sink takes every row as it comes
 * @param watch is told of progress and asked whether to go on
 * @param checkpoints keep states from which the trial can go on
 * @param weights takes the weights that the observation asks for
 */
public record TrialHost(
    MetricSink sink, TrialWatch watch, Checkpoints checkpoints, WeightsSink weights) {

  /** A host that keeps rows, no states and no weights. */
  public static TrialHost of(MetricSink sink, TrialWatch watch) {
    return new TrialHost(sink, watch, Checkpoints.NONE, WeightsSink.NONE);
  }
}
