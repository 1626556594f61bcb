package org.groksweep.driver.run;

import java.io.Serializable;

/**
 * How one attempt at a bundle ended: all that a task sends back.
 *
 * @param bundleId the bundle
 * @param end how it ended
 * @param trials of the bundle, if this attempt committed it, else 0
 * @param message what went wrong; empty where nothing did
 */
public record AttemptResult(String bundleId, End end, int trials, String message)
    implements Serializable {

  /** How an attempt ended. */
  public enum End {
    /** It trained the bundle and its commit was the first. */
    COMMITTED,
    /** It trained the bundle, but another attempt had committed it. */
    OVERTAKEN,
    /** It was told to start nothing. */
    NOT_STARTED,
    /** It was told to stop. */
    INTERRUPTED,
    /** Storage, a file or a library failed: not the bundle's own fault. */
    INFRASTRUCTURE
  }

  /** Whether the bundle is done, by this attempt or another. */
  public boolean isDone() {
    return end == End.COMMITTED || end == End.OVERTAKEN;
  }
}
