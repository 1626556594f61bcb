package org.groksweep.driver.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * Trains trials so that a trial's own error is an outcome, CRASHED, and only what is not its fault
 * comes out as an exception: storage, files, libraries, the virtual machine, an interruption.
 */
final class GuardedTraining {

  private static final double NANO = 1e-9;

  private final TrialTrainer trainer;
  private final RunContext context;
  private final String engine;
  private final TrialWatch watch;

  GuardedTraining(TrialTrainer trainer, RunContext context, String engine, AttemptWatch watch) {
    this.trainer = trainer;
    this.context = context;
    this.engine = engine;
    this.watch = new Watch(watch, context.trialSeconds());
  }

  /**
   * Trains trials that are a group, or records that they were skipped.
   *
   * @return the outcomes in the order of the trials
   * @throws IOException if storage or a file failed
   * @throws InterruptedException if the watch asked for it
   */
  List<TrialOutcome> train(List<Trial> group, BundleLog log)
      throws IOException, InterruptedException {
    List<Trial> wanted =
        group.stream().filter(trial -> !context.skip().contains(trial.id())).toList();
    Map<TrialId, TrialOutcome> outcomes = new HashMap<>();
    if (!wanted.isEmpty()) {
      List<TrialOutcome> ended = attempt(wanted, log);
      for (int i = 0; i < ended.size(); i++) {
        outcomes.put(wanted.get(i).id(), ended.get(i));
      }
    }
    TrialOutcome skipped = crashed("skipped on request", Optional.empty(), Optional.empty(), 0);
    return group.stream().map(trial -> outcomes.getOrDefault(trial.id(), skipped)).toList();
  }

  private List<TrialOutcome> attempt(List<Trial> trials, BundleLog log)
      throws IOException, InterruptedException {
    Remembering remembering = new Remembering(log);
    TrialHost host = new TrialHost(remembering, watch, log.of(trials), log);
    long start = System.nanoTime();
    try {
      return trials.size() == 1
          ? List.of(trainer.train(trials.get(0), context.observation(), host))
          : trainer.trainGroup(trials, context.observation(), host);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (FSError | LinkageError e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      // A group tells its trials apart itself: what it throws is the fault of none and so of all.
      double seconds = (System.nanoTime() - start) * NANO / trials.size();
      return trials.stream()
          .map(
              trial ->
                  crashed(
                      e.toString(),
                      Optional.ofNullable(remembering.last.get(trial.id())),
                      Optional.of(stackOf(e)),
                      seconds))
          .toList();
    }
  }

  private TrialOutcome crashed(
      String reason, Optional<StepMetrics> last, Optional<String> error, double seconds) {
    long steps = last.map(StepMetrics::step).orElse(0L);
    return new TrialOutcome(
        EndReason.CRASHED, reason, List.of(), last, steps, 0, seconds, engine, error);
  }

  private static String stackOf(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Remembers last rows, for the outcomes of trials that cannot tell them any more. */
  private static final class Remembering implements MetricSink {

    private final MetricSink sink;
    private final Map<TrialId, StepMetrics> last = new HashMap<>();

    Remembering(MetricSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(Trial trial, StepMetrics row) throws IOException {
      sink.accept(trial, row);
      last.put(trial.id(), row);
    }
  }

  private record Watch(AttemptWatch attempt, double wallSecondsLimit) implements TrialWatch {

    @Override
    public void stepped(long steps) {
      attempt.stepped(steps);
    }

    @Override
    public boolean interrupted() {
      return attempt.interrupted();
    }
  }
}
