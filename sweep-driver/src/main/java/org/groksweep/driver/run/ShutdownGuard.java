package org.groksweep.driver.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets a run end cleanly when its process is told to stop (Ctrl-C, SIGTERM): it can see so, and the
 * process is held until it is over. The process's exit code is the signal's, 130 for Ctrl-C.
 */
final class ShutdownGuard implements AutoCloseable {

  // Hadoop's hooks run one after the other, highest first; Spark stops its context at 40.
  private static final int BEFORE_SPARK = 100;
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Runnable hook;

  private ShutdownGuard() {
    this.hook =
        () -> {
          stopping.set(true);
          awaitTheEnd();
        };
  }

  /** Guards until {@link #close}. */
  static ShutdownGuard install() {
    ShutdownGuard guard = new ShutdownGuard();
    ShutdownHookManager.get()
        .addShutdownHook(guard.hook, BEFORE_SPARK, PATIENCE_SECONDS, TimeUnit.SECONDS);
    return guard;
  }

  /** Whether the process was told to stop. */
  boolean stopping() {
    return stopping.get();
  }

  /** The run is over. */
  @Override
  public void close() {
    over.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  private void awaitTheEnd() {
    try {
      // Hadoop interrupts a hook that takes longer than its patience.
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
