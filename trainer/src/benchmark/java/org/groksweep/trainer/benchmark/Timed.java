package org.groksweep.trainer.benchmark;

/** Work that is done in equal units, such as training steps. */
@FunctionalInterface
public interface Timed {

  /** Does so many units. */
  void run(long units);

  /** The nanoseconds that so many units take. */
  default long nanos(long units) {
    long start = System.nanoTime();
    run(units);
    return System.nanoTime() - start;
  }
}
