package org.groksweep.trainer.loop;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.Engine;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.engine.Learner;
import org.groksweep.trainer.engine.ModelFamilies;
import org.groksweep.trainer.engine.StartableLearner;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Start;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.weights.SavedWeights;

/** Trains trials with one engine, one after the other. */
public final class TrialRunner {

  private final Engine engine;
  private final ModelFamilies models;
  private final Probes probes;

  public TrialRunner(Engine engine, ModelFamilies models, Probes probes) {
    this.engine = engine;
    this.models = models;
    this.probes = probes;
  }

  /** The same as {@link #run(Trial, Examples, Observation, TrialHost)}, without states. */
  public TrialOutcome run(
      Trial trial, Examples examples, Observation observation, MetricSink sink, TrialWatch watch)
      throws IOException, InterruptedException {
    return run(trial, examples, observation, TrialHost.of(sink, watch));
  }

  /**
   * Trains a trial to its end. The trial's own failure is an outcome, CRASHED.
   *
   * @throws IOException if the sink cannot take a row: the trial has no outcome
   * @throws InterruptedException if the watch interrupts it: the trial has no outcome
   * @throws LinkageError if a native library will not load: no fault of the trial
   */
  public TrialOutcome run(Trial trial, Examples examples, Observation observation, TrialHost host)
      throws IOException, InterruptedException {
    if (engine instanceof GroupEngine groups) {
      return new GroupRunner(groups, models, probes)
          .run(List.of(trial), examples, observation, host)
          .get(0);
    }
    long start = System.nanoTime();
    FlopEstimate cost =
        FlopEstimate.of(
            models.of(trial.spec().model()), trial.spec(), examples.features(), examples.outputs());
    Records records =
        new Records(trial, observation, probes.of(trial.spec(), observation), host.sink());
    TrainingLoop loop =
        new TrainingLoop(trial.spec(), cost, examples, records, host.watch(), start);
    Ending ending;
    Optional<String> error = Optional.empty();
    try (Learner learner = engine.learner(trial.spec(), examples)) {
      begin(trial.spec().start(), learner);
      ending =
          loop.run(
              learner,
              host.checkpoints(),
              new WeightsSaver(trial, observation.saving(), host.weights()));
    } catch (RuntimeException | StackOverflowError e) {
      ending = Ending.crashed(e);
      error = Optional.of(stack(e));
    }
    return new TrialOutcome(
        ending.status(),
        ending.reason(),
        loop.passages(),
        records.last(),
        loop.steps(),
        loop.flops(),
        loop.wallSeconds(),
        engine.name(),
        error);
  }

  private static void begin(Start start, Learner learner) throws IOException {
    if (start instanceof Start.Saved saved) {
      Weights weights = SavedWeights.read(saved);
      ((StartableLearner) learner).startFrom(weights);
    }
  }

  static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
