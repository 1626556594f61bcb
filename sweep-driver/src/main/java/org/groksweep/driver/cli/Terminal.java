package org.groksweep.driver.cli;

import java.io.Console;

/** Whether a person looks at what is printed. */
final class Terminal {

  private Terminal() {}

  /** Whether standard input and output are a terminal's. */
  @SuppressWarnings("SystemConsoleNull") // Java 22's isTerminal is asked where there is one.
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      // Before Java 22 there is no console unless it is a terminal.
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal cannot be called", e);
    }
  }
}
