/**
 * Models that are linear in their input and quadratic in their parameters, in double: the diagonal
 * network and the factored matrix. Their loops run along coordinates of one trial, of which there
 * are thousands, and not across trials.
 */
package org.groksweep.trainer.engine.factored;
