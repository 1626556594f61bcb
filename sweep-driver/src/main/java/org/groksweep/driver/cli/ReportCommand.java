package org.groksweep.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.MetricsReader;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.analysis.job.SweepTables;
import org.groksweep.driver.plan.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report DIR…}: the pages of sweeps. */
@Command(
    name = "report",
    description = {
      "Draws DIR/report.html, one file that opens without network, from the tables of the last",
      "analysis; each directory gets its own. run and analyze end with it."
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of sweeps.")
  private List<String> locations;

  @Mixin private AnalysisOptions options;

  @Override
  public Integer call() throws IOException {
    // What is wrong with any of them is said before Spark starts.
    List<StoredSweep> sweeps = new ArrayList<>();
    List<SweepPlan> plans = new ArrayList<>();
    for (String location : locations) {
      sweeps.add(StoredSweep.existing(location));
      plans.add(sweeps.get(sweeps.size() - 1).plan());
    }
    plans.forEach(options::request);
    try (SparkSession spark = QuerySession.open()) {
      SweepReport report = new SweepReport(spark, spec.commandLine().getOut());
      for (int i = 0; i < sweeps.size(); i++) {
        List<String> directory = List.of(sweeps.get(i).directory().location());
        try (SweepTables tables = new MetricsReader(spark).read(directory).held()) {
          report.write(
              sweeps.get(i),
              plans.get(i),
              options.request(plans.get(i)).over(),
              SqlViews.of(spark, tables, directory));
        }
      }
    }
    return ExitCode.DONE;
  }
}
