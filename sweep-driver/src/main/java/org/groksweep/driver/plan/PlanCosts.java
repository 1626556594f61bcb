package org.groksweep.driver.plan;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.EngineTable;
import org.groksweep.trainer.engine.FlopEstimate;
import org.groksweep.trainer.engine.GroupEngine;
import org.groksweep.trainer.loop.TrialCost;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialSpec;

/** Adds up what the trials of a plan cost. Costs that recur are computed once. */
final class PlanCosts {

  private final Families families;
  private final EngineTable engines = EngineTable.load();
  private final Observation observation;
  private final Map<TaskSpec, Examples> data;
  private final Map<CostKey, TrialCost> costs = new ConcurrentHashMap<>();

  /**
   * A sum over trials.
   *
   * @param steps updates
   * @param rows of the metrics table
   * @param flops floating-point operations, rows included
   * @param besideFlops what the steps take beside them, in operations of the same time
   * @param widestRatio of geometric sequences of recorded steps; 0 without any
   */
  record Sum(long steps, long rows, double flops, double besideFlops, double widestRatio) {

    static final Sum NOTHING = new Sum(0, 0, 0, 0, 0);

    Sum plus(Sum other) {
      return new Sum(
          steps + other.steps,
          rows + other.rows,
          flops + other.flops,
          besideFlops + other.besideFlops,
          Math.max(widestRatio, other.widestRatio));
    }
  }

  /** All of a spec that its cost depends on: few of them recur in many cells. */
  private record CostKey(
      TaskSpec task,
      FlopEstimate estimate,
      Batching batching,
      List<Stretch> phases,
      List<StopRule> stopRules) {

    private record Stretch(long maxSteps, long expectedSteps, int trainExamples, TestSet testSet) {}

    static CostKey of(TrialSpec spec, FlopEstimate estimate) {
      List<Stretch> stretches =
          spec.phases().stream()
              .map(
                  p -> new Stretch(p.maxSteps(), p.expectedSteps(), p.trainExamples(), p.testSet()))
              .toList();
      return new CostKey(spec.task(), estimate, spec.batching(), stretches, spec.stopRules());
    }
  }

  /**
   * The costs of a plan's trials.
   *
   * @throws IOException if a task's examples cannot be read
   */
  PlanCosts(SweepPlan plan, Families families) throws IOException {
    this.families = families;
    this.observation = plan.observation();
    this.data = new HashMap<>();
    for (TaskSpec task : tasks(plan)) {
      data.put(task, families.tasks().examples(task));
    }
  }

  /** The sum of each bundle, in the plan's order. */
  List<Sum> ofBundles(SweepPlan plan) {
    return plan.bundles().parallelStream().map(this::of).toList();
  }

  private Sum of(Bundle bundle) {
    Sum sum = Sum.NOTHING;
    Trial last = null;
    TrialCost cost = null;
    double beside = BundleCutter.stepFlops(engines.engine(bundle.engine()) instanceof GroupEngine);
    for (Trial trial : bundle.trials()) {
      // Trials of a cell differ in nothing that costs.
      if (last == null || !last.cellId().equals(trial.cellId())) {
        cost = of(trial.spec());
      }
      sum =
          sum.plus(
              new Sum(
                  cost.steps(),
                  cost.rows(),
                  cost.flops(),
                  cost.steps() * beside,
                  cost.widestRatio()));
      last = trial;
    }
    return sum;
  }

  private TrialCost of(TrialSpec spec) {
    Examples examples = data.get(spec.task());
    FlopEstimate estimate =
        FlopEstimate.of(
            families.models().of(spec.model()), spec, examples.features(), examples.outputs());
    return costs.computeIfAbsent(
        CostKey.of(spec, estimate), key -> TrialCost.of(estimate, spec, observation, examples));
  }

  @SuppressWarnings("ReferenceEquality") // the next trial's task is nearly always the same object
  private static Set<TaskSpec> tasks(SweepPlan plan) {
    Set<TaskSpec> tasks = new HashSet<>();
    TaskSpec last = null;
    for (Bundle bundle : plan.bundles()) {
      for (Trial trial : bundle.trials()) {
        if (trial.spec().task() != last) {
          last = trial.spec().task();
          tasks.add(last);
        }
      }
    }
    return tasks;
  }
}
