package org.groksweep.trainer.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * Throws the first of some, if there is any; {@link #getSuppressed} has the others.
   *
   * @param found of files that were read independently of each other
   */
  public static void throwAll(List<DataException> found) throws DataException {
    if (!found.isEmpty()) {
      DataException first = found.get(0);
      found.subList(1, found.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  /** Reads a file. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** What a file holds; empty where it is wrong, which is then one of those found. */
  public static <T> Optional<T> noting(List<DataException> found, Reading<T> reading)
      throws IOException {
    try {
      return Optional.of(reading.read());
    } catch (DataException e) {
      found.add(e);
      return Optional.empty();
    }
  }

  /** This one and those of other files that were found with it. */
  public List<DataException> all() {
    List<DataException> all = new ArrayList<>(List.of(this));
    for (Throwable other : getSuppressed()) {
      if (other instanceof DataException exception) {
        all.addAll(exception.all());
      }
    }
    return all;
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
