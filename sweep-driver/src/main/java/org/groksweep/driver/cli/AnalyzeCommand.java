package org.groksweep.driver.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.groksweep.driver.plan.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code analyze DIR…}: events and critical sizes of sweeps. */
@Command(
    name = "analyze",
    description = {
      "Makes the tables events and critical_size from a sweep's finished bundles.",
      "Each directory gets its own, in DIR/analysis; safe while the sweep runs."
    })
final class AnalyzeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of sweeps.")
  private List<String> locations;

  @Mixin private AnalysisOptions options;

  @Override
  public Integer call() throws IOException {
    // What is wrong with any of them is said before Spark starts and anything is written.
    Map<String, StoredSweep> sweeps = new LinkedHashMap<>();
    Map<String, SweepPlan> plans = new LinkedHashMap<>();
    for (String location : locations) {
      StoredSweep sweep = StoredSweep.existing(location);
      sweeps.put(sweep.directory().location(), sweep);
      plans.put(sweep.directory().location(), sweep.plan());
    }
    plans.values().forEach(options::request);
    try (SparkSession spark = QuerySession.open()) {
      SweepAnalysis analysis = new SweepAnalysis(spark, spec.commandLine().getOut());
      for (Map.Entry<String, StoredSweep> sweep : sweeps.entrySet()) {
        analysis.run(sweep.getValue(), plans.get(sweep.getKey()), options);
      }
    }
    return ExitCode.DONE;
  }
}
