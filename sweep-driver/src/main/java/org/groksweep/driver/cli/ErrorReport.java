package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.groksweep.analysis.job.InvalidQueryException;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.trainer.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in words, and gives its kind as the exit code. */
final class ErrorReport implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    GroksweepCommand root = (GroksweepCommand) parsed.commandSpec().root().userObject();
    if (root.debugs()) {
      error.printStackTrace(err);
    }
    if (error instanceof ConfigException
        || error instanceof InvalidQueryException
        || error instanceof DataException) {
      err.println(error.getMessage());
      return ExitCode.USER_INPUT;
    }
    if (error instanceof IOException || error instanceof UncheckedIOException) {
      err.println("storage: " + error.getMessage());
      return ExitCode.INFRASTRUCTURE;
    }
    err.println("unexpected: " + error);
    if (!root.debugs()) {
      err.println(
          "This is a bug in groksweep or its surroundings; "
              + GroksweepCommand.DEBUG
              + " shows where.");
    }
    return ExitCode.INFRASTRUCTURE;
  }
}
