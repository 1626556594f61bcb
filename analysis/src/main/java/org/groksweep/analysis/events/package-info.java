/**
 * Events of a trial, from its recorded rows: when it memorized, when it generalized, whether that
 * held, and what kind of trial it was.
 *
 * <p>Start at {@link org.groksweep.analysis.events.TrialFold}, an accumulator with add and merge.
 * Pure: the JDK and the trainer's spec and metrics.
 */
package org.groksweep.analysis.events;
