/**
 * A run on Spark: one stage, one task per bundle, the longest predicted first.
 *
 * <p>Tasks never fail by a trial's error and send back a tiny summary; what they trained is in the
 * sweep's directory. Spark's own retries are for lost executors alone.
 */
package org.groksweep.driver.spark;
