package org.groksweep.trainer.loop;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Trial;

/** Trains trials with one engine, one after the other. */
public final class TrialRunner {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Engine engine;
  private final ModelFamilies models;

  public TrialRunner(Engine engine, ModelFamilies models) {
    this.engine = engine;
    this.models = models;
  }

  /**
   * Trains a trial to its end. The trial's own failure is an outcome, CRASHED.
   *
   * @param sink takes every row as it comes
   * @throws IOException if the sink cannot take a row: the trial has no outcome
   * @throws InterruptedException if the watch interrupts it: the trial has no outcome
   * @throws LinkageError if a native library will not load: no fault of the trial
   */
  public TrialOutcome run(
      Trial trial, Examples examples, Observation observation, MetricSink sink, TrialWatch watch)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    FlopEstimate cost =
        FlopEstimate.of(
            models.of(trial.spec().model()), trial.spec(), examples.features(), examples.outputs());
    Records records = new Records(trial, observation, sink);
    TrainingLoop loop = new TrainingLoop(trial.spec(), cost, examples, records, watch, start);
    Ending ending;
    Optional<String> error = Optional.empty();
    try (Learner learner = engine.learner(trial.spec(), examples)) {
      ending = loop.run(learner);
    } catch (RuntimeException | StackOverflowError e) {
      ending = new Ending(EndReason.CRASHED, e.toString());
      error = Optional.of(stack(e));
    }
    return new TrialOutcome(
        ending.status(),
        ending.reason(),
        records.passages(),
        records.last(),
        loop.steps(),
        loop.flops(),
        (System.nanoTime() - start) / NANOS_PER_SECOND,
        engine.name(),
        error);
  }

  private static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
