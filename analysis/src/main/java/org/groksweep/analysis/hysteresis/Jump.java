package org.groksweep.analysis.hysteresis;

/**
 * A mode's change of state in a walk. The jump lies between the last value at which the mode was in
 * its old state and the first at which it was in its new one.
 *
 * @param mode counted from 0
 * @param direction of the walk
 * @param learned whether the mode was learned (else forgotten)
 * @param l2 the first L2 value at which the mode was in its new state
 * @param previousL2 the L2 value visited before
 */
public record Jump(
    int mode, WalkDirection direction, boolean learned, double l2, double previousL2) {}
