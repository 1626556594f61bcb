/**
 * Multi-layer perceptrons as Deeplearning4j networks on ND4J: the independent oracle of the other
 * engines, and slower than they are. It shares with them what a trial's randomness decides (initial
 * parameters, split, batches) and none of the arithmetic.
 *
 * <p>What Deeplearning4j has and defines as we do is used as it is: layers, backpropagation, relu,
 * tanh, mean squared and L2 loss, Sgd, L2Regularization, WeightDecay. Adam is its own with ε moved
 * to where Kingma and Ba's algorithm 1 has it. Ours, as extensions of its interfaces, are the
 * activations, the loss and the momentum that it lacks or defines otherwise; each class says why.
 */
package org.groksweep.trainer.engine.dl4j;
