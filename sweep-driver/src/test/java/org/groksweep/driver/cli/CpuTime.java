package org.groksweep.driver.cli;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of processes, of all their threads. */
final class CpuTime {

  private CpuTime() {}

  /** The sum over processes; zero for one that has ended. */
  static Duration of(Stream<ProcessHandle> processes) {
    return processes
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
