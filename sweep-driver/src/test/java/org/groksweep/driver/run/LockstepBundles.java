package org.groksweep.driver.run;

import java.util.List;
import java.util.Map;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.Bundle;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/** Trials of the lockstep engine as one bundle, wherever a planner would cut them. */
final class LockstepBundles {

  private LockstepBundles() {}

  /**
   * Chains of three under noise, two phases of {@code steps}: each learns at a time of its own,
   * which ends its first.
   *
   * @param every steps between two rows
   */
  static String chains(int seeds, long steps, long every) {
    return """
        name: chains
        task: {type: linear-teacher, singularValues: [1], dataFraction: 1}
        model: {type: deep-linear, depth: 3, width: 1, start: {metastable: 0}}
        loss: halfSquaredError
        optimizer: {type: sgd, learningRate: 0.2, l2: 0.35, gradientNoise: 0.12}
        precision: float64
        escapes: {learned: {metric: singular_values_1, above: 0.315, phases: [learn]}}
        phases:
          - {name: learn, until: learned, maxSteps: %d}
          - {name: wait, maxSteps: %d}
        recording: {every: %d}
        seeds: %d
        """
        .formatted(steps, steps, every, seeds);
  }

  /**
   * A plan of one bundle.
   *
   * @param most trials, from the config's first
   */
  static SweepPlan plan(String config, int most) {
    SweepConfig read = ConfigReader.read("test.yaml", config, List.of(), Families.load());
    SweepPlan planned =
        SweepPlanner.standard().extend(read, List.of(), Map.of("groksweep", "test")).plan();
    List<Trial> trials =
        planned.bundles().stream().flatMap(each -> each.trials().stream()).limit(most).toList();
    String id = TrialId.bundle(trials.stream().map(Trial::id).toList());
    return new SweepPlan(
        planned.sweepId(),
        planned.name(),
        planned.axisColumns(),
        planned.observation(),
        List.of(new Bundle(id, "lockstep", trials, 1e13)));
  }
}
