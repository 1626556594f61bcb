package org.groksweep.driver.plan;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.loop.TrialCost;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.ModelSpec;
import org.groksweep.trainer.spec.Observation;
import org.groksweep.trainer.spec.StopRule;
import org.groksweep.trainer.spec.TaskSpec;
import org.groksweep.trainer.spec.TestSet;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What a plan will cost if every trial runs to the end of its budget.
 *
 * @param trials number of trials
 * @param cells number of cells
 * @param bundles number of bundles
 * @param steps updates of all trials
 * @param flops floating-point operations of all trials, rows included
 * @param rows of the metrics table
 * @param metricBytes predicted size of the metrics table
 * @param coreHours of training on a core like the probed one
 * @param slots number of bundles that train at once
 * @param makespanSeconds from start to end if the longest bundle comes first
 */
public record PlanReport(
    long trials,
    long cells,
    long bundles,
    long steps,
    double flops,
    long rows,
    double metricBytes,
    double coreHours,
    int slots,
    double makespanSeconds) {

  /**
   * Of a row of about ten doubles in Parquet v2 with zstd, ids in dictionaries: an estimate from
   * the 10.2 bytes that a row of five floats was measured to take, at six bytes per double.
   */
  static final double BYTES_PER_ROW = 60;

  /** All of a spec that its cost depends on: few of them recur in many cells. */
  private record CostKey(
      TaskSpec task,
      ModelSpec model,
      Batching batching,
      List<Stretch> phases,
      List<StopRule> stopRules) {

    private record Stretch(long maxSteps, int trainExamples, TestSet testSet) {}

    static CostKey of(TrialSpec spec) {
      List<Stretch> stretches =
          spec.phases().stream()
              .map(p -> new Stretch(p.maxSteps(), p.trainExamples(), p.testSet()))
              .toList();
      return new CostKey(spec.task(), spec.model(), spec.batching(), stretches, spec.stopRules());
    }
  }

  /**
   * The report of a plan.
   *
   * @param slots at least 1
   * @throws IOException if a task's examples cannot be read
   */
  public static PlanReport of(SweepPlan plan, Families families, CostModel model, int slots)
      throws IOException {
    if (slots < 1) {
      throw new IllegalArgumentException("slots: " + slots + " must be at least 1");
    }
    Map<CostKey, TrialCost> costs = new HashMap<>();
    Map<TaskSpec, Examples> data = new HashMap<>();
    Set<String> cells = new HashSet<>();
    double[] bundleSeconds = new double[plan.bundles().size()];
    long steps = 0;
    long rows = 0;
    double flops = 0;
    for (int i = 0; i < bundleSeconds.length; i++) {
      double bundleFlops = 0;
      for (Trial trial : plan.bundles().get(i).trials()) {
        cells.add(trial.cellId());
        TrialCost cost = cost(trial.spec(), plan.observation(), families, costs, data);
        steps += cost.steps();
        rows += cost.rows();
        bundleFlops += cost.flops();
      }
      flops += bundleFlops;
      bundleSeconds[i] = bundleFlops * model.secondsPerFlop();
    }
    return new PlanReport(
        plan.trials(),
        cells.size(),
        plan.bundles().size(),
        steps,
        flops,
        rows,
        rows * BYTES_PER_ROW,
        flops * model.secondsPerFlop() / 3600,
        slots,
        makespan(bundleSeconds, slots));
  }

  /** The report as lines for a terminal. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%,d trials (%,d cells) in %,d bundles%n"
            + "%,d steps, %.3g floating-point operations%n"
            + "%,d rows of metrics, about %s%n"
            + "%s of one core, %s on %d slots (longest first)%n",
        trials,
        cells,
        bundles,
        steps,
        flops,
        rows,
        bytes(metricBytes),
        duration(coreHours * 3600),
        duration(makespanSeconds),
        slots);
  }

  /** Seconds until the last of some jobs ends when a free slot takes the longest one left. */
  static double makespan(double[] seconds, int slots) {
    PriorityQueue<Double> busyUntil = new PriorityQueue<>();
    List<Double> longestFirst =
        Arrays.stream(seconds).boxed().sorted(Comparator.reverseOrder()).toList();
    double end = 0;
    for (double job : longestFirst) {
      double start = busyUntil.size() < slots ? 0 : busyUntil.remove();
      busyUntil.add(start + job);
      end = Math.max(end, start + job);
    }
    return end;
  }

  private static TrialCost cost(
      TrialSpec spec,
      Observation observation,
      Families families,
      Map<CostKey, TrialCost> costs,
      Map<TaskSpec, Examples> data)
      throws IOException {
    CostKey key = CostKey.of(spec);
    TrialCost known = costs.get(key);
    if (known != null) {
      return known;
    }
    Examples examples = data.get(spec.task());
    if (examples == null) {
      examples = families.tasks().examples(spec.task());
      data.put(spec.task(), examples);
    }
    TrialCost cost = TrialCost.of(spec, observation, examples, families.models().of(spec.model()));
    costs.put(key, cost);
    return cost;
  }

  private static String bytes(double bytes) {
    if (bytes < 1e6) {
      return String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3));
    }
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  private static String duration(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds));
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
