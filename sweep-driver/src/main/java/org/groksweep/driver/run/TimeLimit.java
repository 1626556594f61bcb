package org.groksweep.driver.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a driver's attempts, when its time is up, that none should start any more. */
final class TimeLimit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

  private final SweepDirectory directory;
  private final String driver;
  private final Timer timer = new Timer("time-limit", true);
  private final AtomicBoolean isUp = new AtomicBoolean();

  /**
   * Starts the clock.
   *
   * @param limit empty for none
   */
  TimeLimit(Optional<Duration> limit, SweepDirectory directory, String driver) {
    this.directory = directory;
    this.driver = driver;
    limit.ifPresent(after -> timer.schedule(stopping(), after.toMillis()));
  }

  boolean isUp() {
    return isUp.get();
  }

  @Override
  public void close() {
    timer.cancel();
  }

  private TimerTask stopping() {
    return new TimerTask() {
      @Override
      public void run() {
        isUp.set(true);
        try {
          StopMark.set(directory, driver);
        } catch (IOException e) {
          LOG.error("the time limit cannot be told to the running attempts", e);
        }
      }
    };
  }
}
