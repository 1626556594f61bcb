package org.groksweep.analysis.theory;

/**
 * A balanced stationary state of a mode.
 *
 * @param strength λ = w^L, the mode's end-to-end singular value
 * @param layerWeight w = λ^{1/L}, the size of every layer's weight
 * @param energy E, in units of the loss
 * @param symmetricCurvature the Hessian's eigenvalue along (1, …, 1)/√L; negative at a saddle
 * @param transverseCurvature its other eigenvalue, L − 1 times
 */
public record StationaryPoint(
    double strength,
    double layerWeight,
    double energy,
    double symmetricCurvature,
    double transverseCurvature) {}
