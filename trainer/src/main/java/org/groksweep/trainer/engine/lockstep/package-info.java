/**
 * Many replicas of one small model (a deep linear network, a diagonal network or a factored matrix)
 * advanced together: every number of the model is an array over replicas, its lanes, and every
 * arithmetic loop runs across them. Replicas too few for lanes, and diagonal networks too large for
 * them, are trained one by one along their coordinates, with the same bits.
 *
 * <p>Begin at {@link org.groksweep.trainer.engine.lockstep.LockstepGroup}; one step is {@link
 * org.groksweep.trainer.engine.lockstep.LaneTile}'s. What a model adds is a {@link
 * org.groksweep.trainer.engine.lockstep.ReplicaModel} and its {@link
 * org.groksweep.trainer.engine.lockstep.LanePass}.
 */
package org.groksweep.trainer.engine.lockstep;
