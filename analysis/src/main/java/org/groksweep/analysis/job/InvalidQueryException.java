package org.groksweep.analysis.job;

import org.apache.spark.sql.AnalysisException;

/** The user's text is no query on the views. */
public final class InvalidQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message names what the query must not do
   */
  public InvalidQueryException(String message) {
    super(message);
  }

  InvalidQueryException(AnalysisException cause) {
    super(cause.getMessage(), cause);
  }
}
