package org.groksweep.analysis.job;

import java.io.IOException;

/** A sweep's files contradict each other; an answer from them would be wrong without a word. */
public final class DamagedSweepException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedSweepException(String message) {
    super(message);
  }
}
