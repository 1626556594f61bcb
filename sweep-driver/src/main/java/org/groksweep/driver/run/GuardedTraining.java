package org.groksweep.driver.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.groksweep.trainer.loop.TrialWatch;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Trial;

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
   * Trains a trial, or records that it was skipped.
   *
   * @throws IOException if storage or a file failed
   * @throws InterruptedException if the watch asked for it
   */
  TrialOutcome train(Trial trial, MetricSink sink) throws IOException, InterruptedException {
    if (context.skip().contains(trial.id())) {
      return crashed("skipped on request", Optional.empty(), Optional.empty(), 0);
    }
    Remembering remembering = new Remembering(sink);
    long start = System.nanoTime();
    try {
      return trainer.train(trial, context.observation(), remembering, watch);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (FSError | LinkageError e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      double seconds = (System.nanoTime() - start) * NANO;
      return crashed(e.toString(), remembering.last, Optional.of(stackOf(e)), seconds);
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

  /** Remembers the last row, for the outcome of a trial that cannot tell it any more. */
  private static final class Remembering implements MetricSink {

    private final MetricSink sink;
    private Optional<StepMetrics> last = Optional.empty();

    Remembering(MetricSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(Trial trial, StepMetrics row) throws IOException {
      sink.accept(trial, row);
      last = Optional.of(row);
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
