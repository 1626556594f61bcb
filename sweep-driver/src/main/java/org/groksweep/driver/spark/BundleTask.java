package org.groksweep.driver.spark;

import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.driver.run.BundleAttempt;
import org.groksweep.driver.run.RunContext;
import org.groksweep.driver.run.SweepDirectory;

/** What an executor does with a bundle: one attempt at it. */
final class BundleTask implements Function<Bundle, AttemptResult> {

  private static final long serialVersionUID = 1L;

  private final RunContext context;
  private final SerializableConfiguration hadoop;
  private final TaskReports reports;

  BundleTask(RunContext context, SerializableConfiguration hadoop, TaskReports reports) {
    this.context = context;
    this.hadoop = hadoop;
    this.reports = reports;
  }

  @Override
  public AttemptResult call(Bundle bundle) {
    TaskContext task = TaskContext.get();
    AttemptResult result = attempt(bundle, task);
    reports.ended(result);
    return result;
  }

  private AttemptResult attempt(Bundle bundle, TaskContext task) {
    SweepDirectory directory;
    try {
      directory = SweepDirectory.at(context.location(), hadoop.value());
    } catch (IOException | ConfigException e) {
      return new AttemptResult(bundle.id(), End.INFRASTRUCTURE, 0, bundle.id() + ": " + e);
    }
    return new BundleAttempt(context, directory, "t" + task.taskAttemptId())
        .run(bundle, reports.watch(task));
  }
}
