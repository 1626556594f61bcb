package org.groksweep.trainer.engine.dl4j;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** z², which Deeplearning4j lacks. */
final class Square extends BaseActivationFunction {

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(in);
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(in.mul(epsilon).muli(2), null);
  }
}
