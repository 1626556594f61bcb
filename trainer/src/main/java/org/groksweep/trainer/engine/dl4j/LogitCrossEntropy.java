package org.groksweep.trainer.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * −Σ label·log softmax(logits) per example, in nats, of an output layer without activation.
 * LossMCXENT takes the logarithm of the softmax, clipped to [1e-10, 1 − 1e-10]: a loss outside
 * [1e-10, 23.03] does not exist there, and a network that diverges does not show it.
 */
final class LogitCrossEntropy implements ILossFunction {

  @Override
  public double computeScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, logits, activation, mask).sumNumber().doubleValue();
    return average ? sum / logits.size(0) : sum;
  }

  /** The loss of each example, [batch, 1]. */
  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    refuseOthers(activation, mask);
    // ND4J's logSoftmax does not subtract the largest logit first: at 710 it overflows.
    INDArray shifted = logits.subColumnVector(logits.max(true, 1));
    INDArray sums = Transforms.exp(shifted, true).sum(true, 1);
    return Transforms.log(sums, false).subi(shifted.muli(labels).sum(true, 1));
  }

  /** softmax − labels, [batch, classes]. */
  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
    refuseOthers(activation, mask);
    return Nd4j.nn().softmax(logits, 1).subi(labels);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, logits, activation, mask, average),
        computeGradient(labels, logits, activation, mask));
  }

  @Override
  public String name() {
    return "LogitCrossEntropy";
  }

  private static void refuseOthers(IActivation activation, INDArray mask) {
    if (!(activation instanceof ActivationIdentity) || mask != null) {
      throw new IllegalArgumentException(
          "cross-entropy of logits needs an output layer without activation and mask, not "
              + activation);
    }
  }
}
