package org.groksweep.trainer.loop;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.ModelFamily;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What a trial costs if each phase lasts as long as its spec expects, which is its budget where
 * nothing else was said: a pure function of what was chosen, so that a plan made twice is the same
 * plan. Of the data it looks at the shape alone.
 *
 * @param flops floating-point operations of updates, rows and the looks of stop rules
 * @param rows of metrics
 * @param steps updates
 * @param widestRatio of the phases' geometric sequences of recorded steps, widened where
 *     evaluations would have cost too much; 0 without any
 */
public record TrialCost(double flops, long rows, long steps, double widestRatio) {

  /** The cost of a trial of a model of {@code family}. */
  public static TrialCost of(
      TrialSpec spec, Observation observation, Examples examples, ModelFamily family) {
    FlopEstimate estimate = FlopEstimate.of(family, spec, examples.features(), examples.outputs());
    return of(estimate, spec, observation, examples);
  }

  /** The same, where the estimate is known: nothing else of the model is looked at. */
  public static TrialCost of(
      FlopEstimate estimate, TrialSpec spec, Observation observation, Examples examples) {
    double flops = 0;
    long rows = 0;
    long steps = 0;
    double widestRatio = 0;
    for (Phase phase : spec.phases()) {
      double step = estimate.step(spec.batching(), phase);
      double evaluation = estimate.evaluation(spec.batching(), phase, examples);
      RecordedSteps recorded =
          RecordedSteps.of(observation.followed(), phase.maxSteps(), step, evaluation);
      widestRatio = Math.max(widestRatio, recorded.ratio().orElse(0));
      double looks = 0;
      for (StopRule rule : spec.stopRules()) {
        looks += phase.expectedSteps() / (double) rule.every();
      }
      long phaseRows = recorded.endingAt(phase.expectedSteps()).count();
      rows += phaseRows;
      steps += phase.expectedSteps();
      flops += phase.expectedSteps() * step + (phaseRows + looks) * evaluation;
    }
    return new TrialCost(flops, rows, steps, widestRatio);
  }
}
