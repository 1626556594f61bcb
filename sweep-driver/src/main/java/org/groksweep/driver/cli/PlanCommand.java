package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;
import org.groksweep.driver.plan.ConfigTrials;
import org.groksweep.driver.plan.CostModel;
import org.groksweep.driver.plan.PlanReport;
import org.groksweep.driver.plan.PlannedSweep;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.driver.plan.SweepPlanner;
import org.groksweep.driver.run.SweepDirectory;
import org.groksweep.trainer.engine.EngineTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan FILE}: what a config would train and cost; without Spark, nothing is written. */
@Command(
    name = "plan",
    description = "Says what a config would train, add to its directory, and cost. Writes nothing.")
final class PlanCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The config.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The sweep's directory (default: runs/<name of the sweep>).")
  private Optional<String> out;

  @Option(names = "--set", paramLabel = "path=value", description = "Overrides a key of the file.")
  private List<String> sets = List.of();

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Bundles that would train at once (default: this machine's cores).")
  private Optional<Integer> slots;

  @Override
  public Integer call() throws IOException {
    int places = slots.orElse(Runtime.getRuntime().availableProcessors());
    if (places < 1) {
      throw new ParameterException(
          spec.commandLine(), "--slots: " + places + " must be at least 1");
    }
    Ahead<Configuration> hadoop = Ahead.begin("hadoop", PlanCommand::configuration);
    Families families = Families.load();
    Ahead<CostModel> probe =
        Ahead.begin("probe", () -> CostModel.probe(families, EngineTable.load()));
    SweepConfig config = ConfigReader.read(file, sets);
    ConfigTrials trials = SweepPlanner.standard().trials(config);
    StoredSweep sweep = StoredSweep.at(out.orElse("runs/" + config.name()), hadoop.result());
    PlannedSweep planned = sweep.planned(trials);
    PrintWriter terminal = spec.commandLine().getOut();
    PlanText.print(planned, sweep.directory(), terminal);
    printDone(planned.plan(), sweep.directory(), terminal);
    CostModel cost = probe.result();
    terminal.print(PlanReport.of(planned.plan(), families, cost, places).text());
    return ExitCode.DONE;
  }

  private static void printDone(SweepPlan plan, SweepDirectory directory, PrintWriter terminal)
      throws IOException {
    long done = directory.isSweep() ? directory.state(plan).trialsDone() : 0;
    if (done > 0) {
      terminal.printf("%s done already; what follows is of all%n", TextTable.count(done, "trial"));
    }
  }

  // Hadoop takes longer to come up than a config to be read.
  private static Configuration configuration() throws IOException {
    Configuration configuration = new Configuration();
    FileSystem.getLocal(configuration);
    return configuration;
  }
}
