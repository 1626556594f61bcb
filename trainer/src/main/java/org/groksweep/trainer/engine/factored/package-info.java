/**
 * Models that are linear in their input and quadratic in their parameters, in double: the diagonal
 * network and the factored matrix. Their loops run along the coordinates of one trial, which pays
 * where there are many; small ones are trained by {@code engine.lockstep}.
 */
package org.groksweep.trainer.engine.factored;
