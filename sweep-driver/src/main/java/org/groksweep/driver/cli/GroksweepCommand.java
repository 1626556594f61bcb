package org.groksweep.driver.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: help, version, and what all subcommands share. */
@Command(
    name = "sweep",
    description = "Trains grids of small networks on Spark and measures when they generalize.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = BuildInfo.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PlanCommand.class,
      RunCommand.class,
      TryCommand.class,
      StatusCommand.class,
      ListCommand.class,
      ShowCommand.class,
      ReplayCommand.class,
      AnalyzeCommand.class,
      ReportCommand.class,
      SqlCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the input is wrong; nothing was written",
      "3:done, but trials crashed or ran out of time",
      "4:a verification found a difference",
      "5:storage, a library or Spark failed",
      "130:interrupted; the same command goes on"
    })
final class GroksweepCommand implements Runnable {

  static final String DEBUG = "--debug";

  @Spec private CommandSpec spec;

  @Option(
      names = DEBUG,
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  boolean debugs() {
    return debug;
  }
}
