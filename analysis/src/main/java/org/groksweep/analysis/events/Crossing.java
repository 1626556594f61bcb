package org.groksweep.analysis.events;

import java.io.Serializable;

/**
 * A passage that held for its rule's dwell.
 *
 * @param step the first recorded step of the run that held
 * @param lower the last recorded step before it; equal to step where the trial began crossed. The
 *     passage lies in (lower, step]
 * @param phase the phase of that first step
 */
record Crossing(long step, long lower, String phase) implements Serializable {}
