package org.groksweep.trainer.data;

import java.io.IOException;

/**
 * A data file of the user does not hold what it should: the file is wrong, not the machine that
 * reads it. Reading it again gives the same.
 */
public final class DataException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String place;
  private final String expectation;

  /**
   * The message is {@code file: place: expectation}.
   *
   * @param file its path
   * @param place where in the file, such as "offset 16" or "line 7, column age"; empty for the
   *     whole
   * @param expectation what should stand there and what does
   */
  public DataException(String file, String place, String expectation) {
    this(file, place, expectation, null);
  }

  /** The same with the reader's own error as the cause. */
  public DataException(String file, String place, String expectation, Throwable cause) {
    super(file + ": " + (place.isEmpty() ? "" : place + ": ") + expectation, cause);
    this.file = file;
    this.place = place;
    this.expectation = expectation;
  }

  public String file() {
    return file;
  }

  public String place() {
    return place;
  }

  public String expectation() {
    return expectation;
  }
}
