package org.groksweep.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.groksweep.analysis.job.MetricsReader;
import org.groksweep.analysis.job.SizeAxis;
import org.groksweep.analysis.job.SqlViews;
import org.groksweep.analysis.job.SweepTables;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report DIR…}: the pages of sweeps. */
@Command(
    name = "report",
    description = {
      "Draws the page DIR/report.html from the tables of the last analysis.",
      "One file that opens without network; each directory gets its own. run and analyze end with it."
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of sweeps.")
  private List<String> locations;

  @Option(
      names = "--over",
      paramLabel = "PATH",
      description = "The data size that the analysis was asked for, if it was.")
  private Optional<String> over = Optional.empty();

  @Override
  public Integer call() throws IOException {
    // What is wrong with any of them is said before Spark starts.
    AnalysisOptions options = new AnalysisOptions(over);
    List<StoredSweep> sweeps = new ArrayList<>();
    List<SweepPlan> plans = new ArrayList<>();
    List<Optional<SizeAxis>> sizes = new ArrayList<>();
    for (String location : locations) {
      StoredSweep sweep = StoredSweep.existing(location);
      SweepPlan plan = sweep.plan();
      sweeps.add(sweep);
      plans.add(plan);
      sizes.add(options.request(plan).over());
    }
    try (SparkSession spark = QuerySession.open()) {
      MetricsReader reader = new MetricsReader(spark);
      for (int i = 0; i < sweeps.size(); i++) {
        checkAnalysed(locations.get(i), sweeps.get(i), reader);
      }
      SweepReport report = new SweepReport(spark, spec.commandLine().getOut());
      for (int i = 0; i < sweeps.size(); i++) {
        List<String> directory = List.of(sweeps.get(i).directory().location());
        try (SweepTables tables = reader.read(directory).held()) {
          SqlViews views = SqlViews.of(spark, tables, directory);
          report.write(sweeps.get(i), plans.get(i), sizes.get(i), views);
        }
      }
    }
    return ExitCode.DONE;
  }

  // Of all before any page is drawn.
  private static void checkAnalysed(String location, StoredSweep sweep, MetricsReader reader)
      throws IOException {
    if (reader.analysis(List.of(sweep.directory().location()), "events").isEmpty()) {
      throw ConfigException.ofCommandLine(
          "DIR",
          location,
          "must have been analysed",
          Optional.of("./sweep analyze '" + location + "' does so and draws the page"));
    }
  }
}
