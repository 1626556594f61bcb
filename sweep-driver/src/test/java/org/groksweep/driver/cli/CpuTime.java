package org.groksweep.driver.cli;

import java.time.Duration;

/** Processor time of a process, of all its threads. */
final class CpuTime {

  private CpuTime() {}

  /** Zero for a process that has ended. */
  static Duration of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
