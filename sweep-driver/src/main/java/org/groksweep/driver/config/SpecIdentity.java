package org.groksweep.driver.config;

import java.util.List;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.TrialSpec;

/** A spec without what is no part of its identity, so that equal trials are equal records. */
final class SpecIdentity {

  private SpecIdentity() {}

  static TrialSpec of(TrialSpec spec) {
    List<Phase> phases = spec.phases().stream().map(SpecIdentity::of).toList();
    return new TrialSpec(
        spec.task(),
        spec.model(),
        spec.loss(),
        spec.optimizer(),
        spec.batching(),
        spec.precision(),
        phases,
        spec.stopRules(),
        spec.seeds());
  }

  private static Phase of(Phase phase) {
    return new Phase(
        phase.name(),
        phase.maxSteps(),
        phase.trainExamples(),
        1,
        phase.testSet(),
        phase.learningRate(),
        phase.schedule(),
        phase.weightDecay(),
        phase.l2(),
        phase.optimizerState(),
        phase.batchStream());
  }
}
