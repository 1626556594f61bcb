package org.groksweep.trainer.spec;

import java.io.Serializable;

/**
 * The update rule. Learning rate, weight decay and L2 strength belong to the {@link Phase}.
 *
 * <p>With loss gradient g, the coupled gradient is h = g + l2·w and the update w ← w −
 * η·(direction(h) + weightDecay·w): decoupled decay stands beside any rule.
 */
public sealed interface OptimizerSpec extends Serializable {

  /** Whether weight decay and l2 apply to biases too. */
  boolean decayBiases();

  /** The rule's name in the canonical form. */
  String type();

  /**
   * Stochastic gradient descent; PyTorch's momentum: v ← momentum·v + h, direction v.
   *
   * @param momentum in [0, 1)
   */
  record Sgd(double momentum, boolean decayBiases) implements OptimizerSpec, Typed {

    public static final double DEFAULT_MOMENTUM = 0.0;

    public Sgd {
      Require.in("momentum", momentum, 0, 1);
    }

    @Override
    public String type() {
      return "sgd";
    }
  }

  /**
   * Adam (Kingma and Ba, 2015, algorithm 1): m̂ / (√v̂ + ε). With weight decay it is AdamW
   * (Loshchilov and Hutter, 2019); the canonical form knows both as "adam".
   *
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon above 0
   */
  record Adam(double beta1, double beta2, double epsilon, boolean decayBiases)
      implements OptimizerSpec, Typed {

    public static final double DEFAULT_BETA1 = 0.9;
    public static final double DEFAULT_BETA2 = 0.999;
    public static final double DEFAULT_EPSILON = 1e-8;

    public Adam {
      Require.in("beta1", beta1, 0, 1);
      Require.in("beta2", beta2, 0, 1);
      Require.positive("epsilon", epsilon);
    }

    @Override
    public String type() {
      return "adam";
    }
  }
}
