/**
 * Counter-based random numbers: each is a pure function of seed, stream, step and index, so there
 * is no generator state to save and no order of drawing to keep.
 */
package org.groksweep.trainer.random;
