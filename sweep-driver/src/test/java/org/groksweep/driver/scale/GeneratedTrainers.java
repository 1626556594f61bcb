package org.groksweep.driver.scale;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.driver.run.TrainerFactory;
import org.groksweep.driver.run.TrialTrainer;
import org.groksweep.trainer.loop.TrialHost;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.MetricSink;
import org.groksweep.trainer.metrics.PassageTracker;
import org.groksweep.trainer.metrics.ProbeValues;
import org.groksweep.trainer.metrics.StepMetrics;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.MultiLayerPerceptron;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Recording;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.Trial;

/**
 * Writes learning curves instead of training: train accuracy rises early, test accuracy later and
 * only where the data suffice. Accuracies are shares of whole examples and the other numbers are
 * single-precision, as those of trained trials, so that files compress as theirs do.
 */
record GeneratedTrainers() implements TrainerFactory {

  private static final int TEST_EXAMPLES = 359;

  /** Examples of which half of the trials of depth 2 generalize; a third more with each layer. */
  private static final double CRITICAL_SIZE = 120;

  @Override
  public TrialTrainer trainer(String engine) {
    return new TrialTrainer() {
      @Override
      public TrialOutcome train(Trial trial, Observation observation, TrialHost host)
          throws IOException {
        return new Curve(trial).write(observation, host.sink());
      }

      @Override
      public String numericsFingerprint() {
        return "generated-1";
      }
    };
  }

  private static final class Curve {

    private final Trial trial;
    private final Phase phase;
    private final RandomStream random;
    private final List<Double> norms = new ArrayList<>();
    private final double memorizing;
    private final double generalizing;
    private final double highest;

    Curve(Trial trial) {
      this.trial = trial;
      this.phase = trial.spec().phases().get(0);
      this.random = new RandomStream(trial.spec().seeds(), Stream.NOISE);
      int depth = ((MultiLayerPerceptron) trial.spec().model()).depth();
      double critical = CRITICAL_SIZE * Math.pow(4 / 3.0, depth - 2);
      boolean generalizes =
          phase.trainExamples() * Math.exp(0.6 * (random.uniform(0, 0) - 0.5)) > critical;
      this.memorizing = phase.maxSteps() * (0.01 + 0.02 * random.uniform(0, 1));
      this.generalizing = phase.maxSteps() * (0.1 + 0.4 * random.uniform(0, 2));
      this.highest = generalizes ? 1 : 0.3 + 0.4 * random.uniform(0, 3);
      for (int layer = 0; layer < depth; layer++) {
        norms.add(0.0);
      }
    }

    TrialOutcome write(Observation observation, MetricSink sink) throws IOException {
      long every = ((Recording.Every) observation.recording().spacings().get(0)).steps();
      List<PassageTracker> trackers =
          observation.passages().stream().map(PassageTracker::new).toList();
      StepMetrics last = row(0);
      for (long step = 0; step <= phase.maxSteps(); step += every) {
        last = row(step);
        sink.accept(trial, last);
        for (PassageTracker tracker : trackers) {
          tracker.accept(last);
        }
      }
      return new TrialOutcome(
          EndReason.COMPLETED,
          "all steps done",
          trackers.stream().map(tracker -> tracker.passage(phase.name())).toList(),
          Optional.of(last),
          phase.maxSteps(),
          1e9,
          1,
          "generated",
          Optional.empty());
    }

    private StepMetrics row(long step) {
      double train = 0.1 + 0.9 * rise((double) step, memorizing);
      double test = 0.1 + (highest - 0.1) * rise((double) step, generalizing);
      double noise = 1 + 0.01 * random.uniform(step, 0);
      double loss = single(noise * Math.exp(-5 * train));
      for (int layer = 0; layer < norms.size(); layer++) {
        norms.set(layer, single((8 + layer) * noise));
      }
      return new StepMetrics(
          0,
          step,
          step,
          step * phase.learningRate(),
          loss,
          OptionalDouble.of(single(noise * (3 - 2.9 * test))),
          single(loss + 0.01),
          OptionalDouble.of(share(train, phase.trainExamples())),
          OptionalDouble.of(share(test, TEST_EXAMPLES)),
          single(20 * noise),
          single(loss * noise),
          single(5 + train + noise),
          norms,
          ProbeValues.NONE,
          true);
    }

    // From 0 to 1 within a tenth of the step at which it is halfway, and never back.
    private static double rise(double step, double halfway) {
      return 1 / (1 + Math.exp(-40 * (step / halfway - 1)));
    }

    private static double share(double accuracy, int examples) {
      return Math.rint(accuracy * examples) / examples;
    }

    private static double single(double number) {
      return (float) number;
    }
  }
}
