package org.groksweep.trainer.engine;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The static cost of a trial in floating-point operations: a pure function of spec and data's
 * shape, by which bundles are cut and recording is bounded. It never sees a clock.
 *
 * @param forwardPerExample of one forward pass of one example
 * @param parameters trained numbers
 */
public record FlopEstimate(double forwardPerExample, long parameters) {

  // An Adam update reads and writes four arrays: about a dozen operations per parameter.
  private static final double UPDATE_PER_PARAMETER = 12;
  // Forward once, backward twice (gradients of the weights and of the layer's input).
  private static final double TRAINING_PASSES = 3;

  public static FlopEstimate of(ModelFamily family, TrialSpec spec, int features, int outputs) {
    return new FlopEstimate(
        family.forwardFlops(spec.model(), features, outputs),
        family.parameters(spec.model(), features, outputs));
  }

  /** One update. */
  public double step(Batching batching, Phase phase) {
    int examples =
        switch (batching.sampling()) {
          case FULL -> phase.trainExamples();
          case FRESH -> batching.size();
          case SHUFFLED, WITH_REPLACEMENT -> Math.min(batching.size(), phase.trainExamples());
        };
    return TRAINING_PASSES * forwardPerExample * examples + UPDATE_PER_PARAMETER * parameters;
  }

  /** One recorded row: a forward pass of the test set, and of the training set if not shared. */
  public double evaluation(Batching batching, Phase phase, Examples examples) {
    int test =
        phase.testSet() == TestSet.HOLD_OUT
            ? examples.count() - examples.available()
            : examples.count() - phase.trainExamples();
    // Under full batches the training pass is the next update's own.
    double training =
        batching.sampling() == Sampling.FULL ? 0 : TRAINING_PASSES * phase.trainExamples();
    return forwardPerExample * (test + training);
  }
}
