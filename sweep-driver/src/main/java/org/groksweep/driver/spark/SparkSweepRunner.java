package org.groksweep.driver.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.run.ProgressListener;
import org.groksweep.driver.run.RunOptions;
import org.groksweep.driver.run.RunSummary;
import org.groksweep.driver.run.SweepDirectory;
import org.groksweep.driver.run.SweepRun;
import org.groksweep.driver.run.SweepRunner;
import org.groksweep.driver.run.TrainerFactory;

/** Trains on Spark's executors, one task per bundle. */
public final class SparkSweepRunner implements SweepRunner {

  private final SparkSession session;
  private final TrainerFactory trainers;

  /**
   * @param session as {@link SparkSessions#start} makes it
   * @throws org.groksweep.driver.config.ConfigException if it has settings that a sweep cannot run
   *     with
   */
  public SparkSweepRunner(SparkSession session, TrainerFactory trainers) {
    SparkSessions.check(session);
    this.session = session;
    this.trainers = trainers;
  }

  @Override
  public RunSummary run(
      SweepPlan plan, SweepDirectory directory, RunOptions options, ProgressListener listener)
      throws IOException {
    return new SweepRun(plan, directory, options, listener)
        .with(new StageExecutor(session), trainers);
  }
}
