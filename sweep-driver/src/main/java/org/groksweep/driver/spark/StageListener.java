package org.groksweep.driver.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.run.AttemptResult;
import org.groksweep.driver.run.ProgressBoard;
import org.groksweep.driver.run.TrialEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Hears of a job's tasks, when they begin and end and by heartbeat between, and tells the board.
 */
final class StageListener extends SparkListener {

  private final String group;
  private final List<Bundle> bundles;
  private final TaskReports reports;
  private final ProgressBoard board;
  private final Set<Integer> stages = new HashSet<>();
  // By task id: how many ended trials were told of it.
  private final Map<Long, Integer> trialsTold = new HashMap<>();
  private final List<AttemptResult> results = new ArrayList<>();

  /**
   * @param bundles of the job, in the order of its tasks
   */
  StageListener(String group, List<Bundle> bundles, TaskReports reports, ProgressBoard board) {
    this.group = group;
    this.bundles = bundles;
    this.reports = reports;
    this.board = board;
  }

  /** How the attempts ended that have, as far as was heard. */
  synchronized List<AttemptResult> results() {
    return List.copyOf(results);
  }

  /** Waits until every bundle's result was heard: Spark tells listeners later than callers. */
  synchronized void awaitAll(long seconds) {
    await(() -> results.size() >= bundles.size(), seconds);
  }

  /** Waits until no task is known to run. */
  synchronized void awaitIdle(long seconds) {
    await(trialsTold::isEmpty, seconds);
  }

  private synchronized void await(BooleanSupplier condition, long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      while (!condition.getAsBoolean() && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty("spark.jobGroup.id"))) {
      CollectionConverters.asJava(start.stageIds()).forEach(id -> stages.add((Integer) id));
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (stages.contains(start.stageId())) {
      trialsTold.put(start.taskInfo().taskId(), 0);
      board.started(name(start.taskInfo().taskId()));
    }
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(
            task -> {
              if (trialsTold.containsKey((Long) task._1())) {
                tell((Long) task._1(), CollectionConverters.asJava(task._4()));
              }
            });
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    long task = end.taskInfo().taskId();
    if (!trialsTold.containsKey(task)) {
      return;
    }
    List<AccumulableInfo> values =
        new ArrayList<>(CollectionConverters.asJava(end.taskInfo().accumulables()));
    tell(task, values);
    trialsTold.remove(task);
    List<AttemptResult> result = elements(values, reports.resultsId(), AttemptResult.class);
    if (end.taskInfo().successful() && !result.isEmpty()) {
      results.add(result.get(0));
      board.ended(name(task), bundles.get(end.taskInfo().index()), result.get(0));
    } else {
      board.lost(name(task));
    }
    notifyAll();
  }

  private void tell(long task, List<AccumulableInfo> values) {
    List<TrialEnd> ended = elements(values, reports.trialsId(), TrialEnd.class);
    int told = trialsTold.get(task);
    for (TrialEnd trial : ended.subList(Math.min(told, ended.size()), ended.size())) {
      board.trialEnded(name(task), trial);
    }
    trialsTold.put(task, Math.max(told, ended.size()));
    for (AccumulableInfo value : values) {
      if (value.id() == reports.stepsId() && value.update().isDefined()) {
        board.progressed(name(task), (Long) value.update().get());
      }
    }
  }

  private static <T> List<T> elements(List<AccumulableInfo> values, long id, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (AccumulableInfo value : values) {
      if (value.id() == id && value.update().isDefined()) {
        ((List<?>) value.update().get()).forEach(element -> elements.add(type.cast(element)));
      }
    }
    return elements;
  }

  private static String name(long task) {
    return "t" + task;
  }
}
