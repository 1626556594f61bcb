/**
 * What comes out of a trial: rows of metrics, how it ended, and the columns of the two tables.
 *
 * <p>Only the JDK and {@link org.groksweep.trainer.spec} are used here. The tables' contract is
 * {@link org.groksweep.trainer.metrics.MetricColumns}.
 */
package org.groksweep.trainer.metrics;
