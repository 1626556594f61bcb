/**
 * The command line: one class per subcommand, which reads its options, calls one planner, runner or
 * reader of the other packages and prints. Exit codes are {@link
 * org.groksweep.driver.cli.ExitCode}.
 */
package org.groksweep.driver.cli;
