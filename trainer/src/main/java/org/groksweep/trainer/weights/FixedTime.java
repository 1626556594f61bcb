package org.groksweep.trainer.weights;

import java.time.LocalDateTime;

/** The time of all entries of an archive, so that its bytes depend on its content alone. */
final class FixedTime {

  /** The first that the format of archives knows; local, so that no time zone moves it. */
  static final LocalDateTime OF_ENTRIES = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

  private FixedTime() {}
}
