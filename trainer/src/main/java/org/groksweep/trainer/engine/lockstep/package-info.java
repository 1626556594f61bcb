/**
 * Many replicas of one small linear network advanced together: every number of the network is an
 * array over replicas, its lanes, and every arithmetic loop runs across them. Begin at {@link
 * org.groksweep.trainer.engine.lockstep.LockstepGroup}; one step is {@link
 * org.groksweep.trainer.engine.lockstep.Tile}'s.
 */
package org.groksweep.trainer.engine.lockstep;
