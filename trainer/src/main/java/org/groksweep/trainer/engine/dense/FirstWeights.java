package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Initialization;

/**
 * First weights by the schemes that the literature names, at the addresses that the package states,
 * before any scale.
 *
 * @param scheme which of them
 * @param standardDeviation of {@link Initialization#NORMAL}
 * @param draws the trial's stream INIT
 */
public record FirstWeights(Initialization scheme, double standardDeviation, RandomStream draws) {

  /**
   * What a scheme looks at.
   *
   * @param in inputs of a unit
   * @param out units that an input goes to
   * @param feedsRelu whether a ReLU follows
   */
  public record Fan(int in, int out, boolean feedsRelu) {}

  /** The i-th weight of layer {@code layer}, counted from 0. */
  public double weight(int layer, int i, Fan fan) {
    long step = 2L * layer;
    return switch (scheme) {
      case PYTORCH -> symmetric(step, i) / Math.sqrt(fan.in());
      case KAIMING_NORMAL -> draws.gaussian(step, i) * kaiming(fan);
      // A uniform number in ±a has the standard deviation a / √3.
      case KAIMING_UNIFORM -> symmetric(step, i) * Math.sqrt(3) * kaiming(fan);
      case XAVIER_NORMAL -> draws.gaussian(step, i) * xavier(fan);
      case XAVIER_UNIFORM -> symmetric(step, i) * Math.sqrt(3) * xavier(fan);
      case NORMAL -> draws.gaussian(step, i) * standardDeviation;
    };
  }

  /** The i-th bias of layer {@code layer}, counted from 0. */
  public double bias(int layer, int i, Fan fan) {
    return scheme == Initialization.PYTORCH
        ? symmetric(2L * layer + 1, i) / Math.sqrt(fan.in())
        : 0;
  }

  private double symmetric(long step, int i) {
    return 2 * draws.uniform(step, i) - 1;
  }

  private static double kaiming(Fan fan) {
    return Math.sqrt((fan.feedsRelu() ? 2.0 : 1.0) / fan.in());
  }

  private static double xavier(Fan fan) {
    return Math.sqrt(2.0 / (fan.in() + fan.out()));
  }
}
