package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.critical.CriticalSizeEstimator;
import org.groksweep.analysis.job.AnalysisJob;
import org.groksweep.analysis.job.AnalysisRequest;
import org.groksweep.analysis.job.MetricsReader;
import org.groksweep.analysis.job.SizeAxis;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.analysis.job.SweepTables;
import org.groksweep.analysis.report.StatusWords;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.metrics.Column;
import org.groksweep.trainer.metrics.MetricColumns;

/**
 * Analyses a sweep, prints its critical sizes and draws its page: what {@code analyze} does, and
 * {@code run} last.
 */
final class SweepAnalysis {

  private static final int MAX_LINES = 40;

  private final SparkSession spark;
  private final PrintWriter out;

  SweepAnalysis(SparkSession spark, PrintWriter out) {
    this.spark = spark;
    this.out = out;
  }

  /** Analyses what is finished of a sweep. */
  void run(StoredSweep sweep, SweepPlan plan, AnalysisOptions options) throws IOException {
    AnalysisRequest request = options.request(plan);
    String directory = sweep.directory().location();
    // Read once: the tables, what is printed and the page are all of the same bundles.
    try (SweepTables tables = new MetricsReader(spark).read(List.of(directory)).held()) {
      new AnalysisJob(spark).analyze(directory, tables, request);
      SqlViews views = SqlViews.of(spark, tables, List.of(directory));
      print(plan, request, tables.trials().count(), views);
      new SweepReport(spark, out).write(sweep, plan, request.over(), views);
    }
  }

  private void print(SweepPlan plan, AnalysisRequest request, long trials, SqlViews views) {
    out.printf("analysis of %s: %s%n", plan.sweepId(), request.rules().text());
    if (trials < plan.trials()) {
      out.printf(
          "only finished bundles: %,d of %s are in it%n",
          trials, TextTable.count(plan.trials(), "trial"));
    }
    if (request.over().isEmpty()) {
      out.println("no axis is a data size: critical_size is empty");
    } else {
      print(views, groupColumns(plan, request.over()), request.over().get());
    }
    print(
        views,
        "arrhenius",
        "escapes, barriers with 95 % intervals beside the theory's:",
        """
        SELECT %1$s phase, rule, try_cast(format_string('%%.3e', barrier) AS DOUBLE) AS barrier,
          try_cast(format_string('%%.3e', barrier_lower) AS DOUBLE) AS lower,
          try_cast(format_string('%%.3e', barrier_upper) AS DOUBLE) AS upper,
          try_cast(format_string('%%.3e', theory_barrier) AS DOUBLE) AS theory,
          zero_modes, n_trials AS trials, n_censored AS censored, status
        FROM arrhenius WHERE time_unit = 'steps' AND incubation_steps = 0 ORDER BY ALL LIMIT %2$d""",
        groupColumns(plan, Optional.empty()));
    print(
        views,
        "hysteresis",
        "jumps of each mode in L2, medians with 95 % intervals beside the theory's:",
        """
        SELECT %s mode, direction, round(jump_l2, 6) AS jump_l2, round(jump_l2_lower, 6) AS lower,
          round(jump_l2_upper, 6) AS upper, round(theory_l2, 6) AS theory, n_trials AS trials,
          n_censored AS stayed, status
        FROM hysteresis ORDER BY ALL LIMIT %d""",
        groupColumns(plan, Optional.empty()));
    out.flush();
  }

  /** Prints a query on a table, if the sweep has it. */
  private void print(SqlViews views, String table, String title, String query, List<String> group) {
    if (views.has(table)) {
      out.println(title);
      String columns = String.join("", group.stream().map(name -> "`" + name + "`, ").toList());
      QueryFormat.TABLE.print(views.query(query.formatted(columns, MAX_LINES)), out);
    }
  }

  // What all groups share would only make the table wide.
  private static List<String> groupColumns(SweepPlan plan, Optional<SizeAxis> over) {
    return AnalysisOptions.axes(plan).stream()
        .filter(path -> over.isEmpty() || !path.equals(over.get().path()))
        .map(path -> MetricColumns.ofAxis(path, Column.Type.STRING).name())
        .toList();
  }

  private void print(SqlViews views, List<String> group, SizeAxis over) {
    List<String> columns = new ArrayList<>(group.stream().map(name -> "`" + name + "`").toList());
    columns.add("definition");
    String order = String.join(", ", columns);
    columns.add("round(critical_size, 1) AS critical_size");
    columns.add("round(critical_size_lower, 1) AS lower");
    columns.add("round(critical_size_upper, 1) AS upper");
    columns.add("n_trials AS trials");
    columns.add("budget");
    columns.add("status");
    out.printf("critical sizes in examples, over %s, with 95 %% intervals:%n", over.path());
    QueryFormat.TABLE.print(
        views.query(
            "SELECT %s FROM critical_size ORDER BY %s LIMIT %d"
                .formatted(String.join(", ", columns), order, MAX_LINES)),
        out);
    JsonRows statuses =
        new JsonRows(
            views.query(
                "SELECT DISTINCT status FROM critical_size WHERE status <> 'OK' ORDER BY status"));
    while (statuses.hasNext()) {
      String status = statuses.next().get(0).asText();
      out.printf("%s: %s%s%n", status, StatusWords.of(status), needed(status));
    }
  }

  private static String needed(String status) {
    return FitStatus.valueOf(status) == FitStatus.TOO_FEW_POINTS
        ? ", %d seeds and as many sizes as its curve has parameters"
            .formatted(CriticalSizeEstimator.FEWEST_SEEDS)
        : "";
  }
}
