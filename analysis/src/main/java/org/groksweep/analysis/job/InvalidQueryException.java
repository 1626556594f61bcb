package org.groksweep.analysis.job;

import org.apache.spark.sql.AnalysisException;

/** The user's text is no query on the views. */
public final class InvalidQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A query that Spark would take, but not what was asked to be done with its answer. */
  public InvalidQueryException(String message) {
    super(message);
  }

  InvalidQueryException(AnalysisException cause) {
    // Without Spark's logical plan, which says nothing to who wrote the query.
    super(cause.getSimpleMessage(), cause);
  }
}
