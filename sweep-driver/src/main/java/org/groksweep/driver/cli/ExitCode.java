package org.groksweep.driver.cli;

/** What the process returns. */
final class ExitCode {

  static final int DONE = 0;

  /** The user's input is wrong; nothing was written. */
  static final int USER_INPUT = 2;

  /** Done, but trials crashed or ran out of time. */
  static final int DONE_WITH_CRASHES = 3;

  /** A verification found a difference. */
  static final int VERIFICATION_FAILED = 4;

  /** Storage, a native library or Spark failed, or there is a bug in groksweep. */
  static final int INFRASTRUCTURE = 5;

  /** Stopped by Ctrl-C or SIGTERM. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
