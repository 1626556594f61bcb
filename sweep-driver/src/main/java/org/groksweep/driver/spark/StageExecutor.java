package org.groksweep.driver.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult;
import org.groksweep.driver.run.AttemptResult.End;
import org.groksweep.driver.run.BundleExecutor;
import org.groksweep.driver.run.ProgressBoard;
import org.groksweep.driver.run.RunContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes attempts as one stage with a task per bundle, which Spark starts in the bundles' order. */
final class StageExecutor implements BundleExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);
  private static final long POLL_MILLIS = 100;
  // Tasks look at every update whether they should stop; this is for one long update.
  private static final long PATIENCE_SECONDS = 30;
  private static final long LISTENER_SECONDS = 5;

  private final JavaSparkContext spark;

  StageExecutor(SparkSession session) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  @Override
  public List<AttemptResult> attempt(
      List<Bundle> bundles, RunContext context, ProgressBoard board) {
    String group = "groksweep-" + UUID.randomUUID();
    TaskReports reports = new TaskReports(spark.sc());
    StageListener listener = new StageListener(group, bundles, reports, board);
    spark.sc().addSparkListener(listener);
    spark.setJobGroup(group, bundles.size() + " bundles of " + context.location(), true);
    try {
      BundleTask task =
          new BundleTask(
              context, new SerializableConfiguration(spark.hadoopConfiguration()), reports);
      // As many slices as bundles: Spark starts tasks in order, one bundle each.
      JavaFutureAction<List<AttemptResult>> job =
          spark.parallelize(bundles, bundles.size()).map(task).collectAsync();
      return await(job, group, listener, board, bundles);
    } finally {
      spark.clearJobGroup();
      spark.sc().removeSparkListener(listener);
    }
  }

  private List<AttemptResult> await(
      JavaFutureAction<List<AttemptResult>> job,
      String group,
      StageListener listener,
      ProgressBoard board,
      List<Bundle> bundles) {
    boolean cancelled = false;
    while (true) {
      try {
        List<AttemptResult> results = job.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        listener.awaitAll(LISTENER_SECONDS);
        return results;
      } catch (TimeoutException running) {
        if (board.stopped() && !cancelled) {
          cancelled = true;
          spark.sc().cancelJobGroup(group);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        spark.sc().cancelJobGroup(group);
        return listener.results();
      } catch (CancellationException | ExecutionException e) {
        listener.awaitIdle(PATIENCE_SECONDS);
        // Between two looks at the board, a stop fails the job before it is cancelled.
        return cancelled || board.stopped()
            ? listener.results()
            : withFailure(e, listener.results(), bundles);
      }
    }
  }

  // Spark gave the job up: an executor was lost again and again, or the cluster went away.
  private static List<AttemptResult> withFailure(
      Exception failure, List<AttemptResult> known, List<Bundle> bundles) {
    LOG.error("Spark has given the job up", failure);
    String message = failure.getMessage().lines().findFirst().orElse("no message");
    Set<String> reported = known.stream().map(AttemptResult::bundleId).collect(Collectors.toSet());
    List<AttemptResult> all = new ArrayList<>(known);
    for (Bundle bundle : bundles) {
      if (!reported.contains(bundle.id())) {
        all.add(
            new AttemptResult(bundle.id(), End.INFRASTRUCTURE, 0, bundle.id() + ": " + message));
      }
    }
    return all;
  }
}
