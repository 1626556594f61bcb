package org.groksweep.trainer.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * z Φ(z) with the exact normal distribution function, Φ(z) = erfc(−z/√2) / 2. ND4J's own GELU is
 * the sigmoid approximation, and its "precise" one the approximation by tanh (Hendrycks and Gimpel,
 * 2016, section 2).
 */
final class ErfGelu extends BaseActivationFunction {

  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double NORMAL_PEAK = 1 / Math.sqrt(2 * Math.PI);

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(distribution(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray density = Nd4j.math().exp(in.mul(in).muli(-0.5)).muli(NORMAL_PEAK);
    INDArray slope = distribution(in).addi(density.muli(in));
    return new Pair<>(slope.muli(epsilon), null);
  }

  private static INDArray distribution(INDArray z) {
    return Nd4j.math().erfc(z.mul(-SQRT_HALF)).muli(0.5);
  }
}
