/**
 * Walks of L2 up and down: where each mode jumps, how wide its loop is, and how that compares with
 * the theory.
 *
 * <p>Start at {@link org.groksweep.analysis.hysteresis.HysteresisLoop}, made from a walk's {@link
 * org.groksweep.analysis.hysteresis.WalkObservation}s. {@link
 * org.groksweep.analysis.hysteresis.FirstPassage} detects an escape in a series of steps with the
 * same two-threshold trigger.
 *
 * <p>Pure: the JDK and the package theory.
 */
package org.groksweep.analysis.hysteresis;
