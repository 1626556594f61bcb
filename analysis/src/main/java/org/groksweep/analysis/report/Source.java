package org.groksweep.analysis.report;

/**
 * A query that a figure or a table of the page was made from.
 *
 * @param what it answers
 * @param sql over the views of {@code ./sweep sql}
 */
public record Source(String what, String sql) {}
