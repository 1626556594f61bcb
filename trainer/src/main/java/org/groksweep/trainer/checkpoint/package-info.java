/**
 * What is kept of a bundle while it is trained: its rows, how its trials ended and the state of the
 * one in training, or of the group, as a chain of parts that are complete or refused.
 */
package org.groksweep.trainer.checkpoint;
