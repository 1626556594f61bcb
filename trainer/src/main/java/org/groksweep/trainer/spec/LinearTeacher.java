package org.groksweep.trainer.spec;

import java.util.List;

/**
 * Regression on a linear map: y = S·x + e with x ~ N(0, I), S the outputs × inputs matrix with the
 * singular values on its diagonal, and e independent of x with mean 0; so Σxx = I and Σyx = S.
 *
 * @param singularValues of S, on its diagonal in this order; at least one, each at least 0
 * @param inputs numbers in x, at least the number of singular values
 * @param outputs numbers in y, at least the number of singular values
 * @param data how the examples come from that law
 * @param examples number of them that can be trained on, at least 1; without effect under {@link
 *     Data#POPULATION}
 * @param residual which variance e has
 * @param residualVariance of each coordinate of e under {@link Residual#VARIANCE}, at least 0;
 *     without effect elsewhere
 * @param dataSeed what the examples are drawn from: the same for every trial seed
 */
public record LinearTeacher(
    List<Double> singularValues,
    int inputs,
    int outputs,
    Data data,
    int examples,
    Residual residual,
    double residualVariance,
    long dataSeed)
    implements TaskSpec {

  public static final String TYPE = "linear-teacher";

  /** How examples come from the law. */
  public enum Data {
    /** A few examples with exactly the law's first and second moments. */
    POPULATION,
    /** Drawn, then transformed so that their second moments are exactly the law's. */
    WHITENED,
    /** As they are drawn. */
    SAMPLED
  }

  /** Which variance the residual has. */
  public enum Residual {
    /** The same for every output. */
    VARIANCE,
    /** 1 - s² of the output's singular value s (0 without one), so that every output has 1. */
    UNIT_OUTPUT
  }

  public LinearTeacher {
    singularValues = List.copyOf(singularValues);
    Require.atLeast("number of singularValues", singularValues.size(), 1);
    for (double value : singularValues) {
      Require.atLeast("singularValues", value, 0.0);
      Require.that(
          residual != Residual.UNIT_OUTPUT || value <= 1,
          "singularValues",
          value,
          "must be at most 1 where every output has variance 1");
    }
    Require.atLeast("inputs", inputs, singularValues.size());
    Require.atLeast("outputs", outputs, singularValues.size());
    Require.atLeast("examples", examples, 1);
    Require.atLeast("residualVariance", residualVariance, 0.0);
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** The variance of e's coordinate {@code output}, counted from 0. */
  public double residualVarianceOf(int output) {
    if (residual == Residual.VARIANCE) {
      return residualVariance;
    }
    double value = output < singularValues.size() ? singularValues.get(output) : 0;
    return 1 - value * value;
  }
}
