package org.groksweep.driver.plan;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.groksweep.driver.config.Families;
import org.groksweep.trainer.spec.Trial;

/**
 * What a plan will cost if every phase lasts as long as it is expected to: to the end of its budget
 * where the config expects nothing else.
 *
 * @param trials number of trials
 * @param cells number of cells
 * @param bundles number of bundles
 * @param steps updates of all trials
 * @param flops floating-point operations of all trials, rows included
 * @param rows of the metrics table
 * @param metricBytes predicted size of the metrics table
 * @param askedRatio of the geometric sequence of recorded steps that the config asks for; 0 without
 * @param widestRatio of those that trials get, so that evaluations do not cost too much
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
    double askedRatio,
    double widestRatio,
    double coreHours,
    int slots,
    double makespanSeconds) {

  /**
   * Of a row of about ten doubles in Parquet v2 with zstd, ids in dictionaries: an estimate from
   * the 10.2 bytes that a row of five floats was measured to take, at six bytes per double.
   */
  static final double BYTES_PER_ROW = 60;

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
    List<PlanCosts.Sum> sums = new PlanCosts(plan, families).ofBundles(plan);
    PlanCosts.Sum total = sums.stream().reduce(PlanCosts.Sum.NOTHING, PlanCosts.Sum::plus);
    double[] bundleSeconds = sums.stream().mapToDouble(sum -> seconds(sum, model)).toArray();
    return new PlanReport(
        plan.trials(),
        cells(plan),
        plan.bundles().size(),
        total.steps(),
        total.flops(),
        total.rows(),
        total.rows() * BYTES_PER_ROW,
        plan.observation().followed().ratio().orElse(0),
        total.widestRatio(),
        seconds(total, model) / 3600,
        slots,
        makespan(bundleSeconds, slots));
  }

  private static double seconds(PlanCosts.Sum sum, CostModel model) {
    return (sum.flops() + sum.besideFlops()) * model.secondsPerFlop();
  }

  /** The report as lines for a terminal. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s (%s) in %s%n"
            + "%s, %.3g floating-point operations%n"
            + "%s of metrics, about %s%n"
            + "%s%s of one core, %s on %s (longest first)%n",
        count(trials, "trial"),
        count(cells, "cell"),
        count(bundles, "bundle"),
        count(steps, "step"),
        flops,
        count(rows, "row"),
        bytes(metricBytes),
        widening(),
        duration(coreHours * 3600),
        duration(makespanSeconds),
        count(slots, "slot"));
  }

  // Passages lie between two rows: whoever reads their steps should know how far apart those are.
  private String widening() {
    return widestRatio > askedRatio
        ? String.format(
            Locale.ROOT,
            "rows up to a factor of %.3g apart in place of recording.ratio %.3g, so that evaluations"
                + " keep to recording.maxEvaluationShare%n",
            widestRatio,
            askedRatio)
        : "";
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
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

  private static long cells(SweepPlan plan) {
    return plan.bundles().stream()
        .flatMap(bundle -> bundle.trials().stream())
        .map(Trial::cellId)
        .distinct()
        .count();
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
