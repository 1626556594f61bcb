package org.groksweep.driver.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.groksweep.driver.run.AttemptResult;
import org.groksweep.driver.run.AttemptWatch;
import org.groksweep.driver.run.TrialEnd;

/**
 * What tasks tell the driver while they run, by accumulators, which travel with the executors'
 * heartbeats and need no connection of their own. For progress only: a retried task counts twice.
 */
final class TaskReports implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LongAccumulator steps;
  private final CollectionAccumulator<TrialEnd> trials;
  private final CollectionAccumulator<AttemptResult> results;

  TaskReports(SparkContext context) {
    steps = context.longAccumulator("steps");
    trials = context.collectionAccumulator("trials");
    results = context.collectionAccumulator("results");
  }

  long stepsId() {
    return steps.id();
  }

  long trialsId() {
    return trials.id();
  }

  long resultsId() {
    return results.id();
  }

  /** In a task: what its attempt reports to. */
  AttemptWatch watch(TaskContext task) {
    return new AttemptWatch() {
      @Override
      public void stepped(long count) {
        steps.add(count);
      }

      @Override
      public void trialEnded(TrialEnd end) {
        steps.add(end.budget() - end.steps());
        trials.add(end);
      }

      @Override
      public boolean interrupted() {
        return task.isInterrupted() || Thread.currentThread().isInterrupted();
      }
    };
  }

  /** In a task: how its attempt ended. */
  void ended(AttemptResult result) {
    results.add(result);
  }
}
