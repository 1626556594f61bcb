package org.groksweep.driver.cli;

import picocli.CommandLine;

/** The program: {@code groksweep <subcommand> …}; the same main class under spark-submit. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new GroksweepCommand()).execute(arguments));
  }
}
