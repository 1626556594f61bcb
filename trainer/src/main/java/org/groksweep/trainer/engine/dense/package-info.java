/**
 * Multi-layer perceptrons on heap arrays: the matrix products go to BLAS, all else is loops that
 * the compiler vectorizes; one thread per trial and no array allocated per step.
 *
 * <p>The network, the loss, the optimizer and the batches are written once, against {@link
 * org.groksweep.trainer.engine.dense.Arithmetic}, whose two implementations hold the loops over
 * {@code float[]} and {@code double[]}. All parameters stand in one array: every layer's weights
 * first, then every layer's biases, so that an update is one pass and biases can be left undecayed.
 *
 * <p>Random addresses, shared by all engines: initial weights of layer l (from 0) are drawn from
 * {@link org.groksweep.trainer.spec.Stream#INIT} at step 2l, index = element of the row-major
 * [outputs, inputs] matrix; its biases at step 2l + 1, index = element. Batches are drawn from
 * {@link org.groksweep.trainer.spec.Stream#BATCH}: shuffled epoch e by the shuffle at step e;
 * update u (from 0) with replacement at step u, index = place in the batch.
 */
package org.groksweep.trainer.engine.dense;
