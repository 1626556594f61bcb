package org.groksweep.driver.cli;

import picocli.CommandLine.Command;

/** The command without a subcommand: it has only help and version. */
@Command(name = "groksweep", mixinStandardHelpOptions = true)
final class GroksweepCommand {}
