package org.groksweep.driver.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The program: {@code groksweep <subcommand> …}; the same main class under spark-submit. */
public final class Main {

  // Held here, since the logging framework keeps only a weak reference and forgets the level.
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

  private Main() {}

  public static void main(String[] arguments) {
    NETLIB.setLevel(Level.WARNING);
    // UTF-8 whatever the locale says: what is printed may be a file's contents in the next moment.
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = execute(out, err, arguments);
    out.flush();
    System.exit(exitCode);
  }

  /** Runs a command; prints to the given writers and returns the exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new GroksweepCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReport())
        .setUsageHelpAutoWidth(true)
        .execute(arguments);
  }
}
