package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.ResumableGroupLearner.StepCost;

/**
 * What an update takes, in floating-point operations of the same time, within a factor of some
 * five.
 */
final class UpdateCost {

  /** The loops' beginnings and ends: some 2 µs of an update, whose lanes are few or many. */
  private static final double SHARED_FLOPS = 2e4;

  /** Of a lane: gradient noise, and looks in closed form. */
  private static final double LANE_FLOPS = 2e3;

  /** Of a lane's look by Jacobi rotations: some microseconds, where no bound spares them. */
  private static final double ROTATION_FLOPS = 3e4;

  /** Of a number of a lane's batch, drawn or gathered: some nanoseconds. */
  private static final double BATCH_FLOPS = 50;

  /** The end-to-end product, and two of its size backward. */
  private static final double PASS_FLOPS = 6;

  /** Of a look at an example's logistic loss, by StrictMath. */
  private static final double LOSS_FLOPS = 200;

  /** Of an exponential and a division. */
  private static final double SLOPE_FLOPS = 40;

  private UpdateCost() {}

  /**
   * The cost under rules.
   *
   * @param batch examples that are drawn or gathered for a lane
   */
  static StepCost of(Shape shape, long batch, List<Watch> watches) {
    boolean rotates =
        WatchedValues.rotates(shape) && !watches.stream().allMatch(Watch::looksAtLoss);
    double pass = PASS_FLOPS * shape.weights() * shape.inputs();
    double drawn = BATCH_FLOPS * batch * (shape.inputs() + shape.outputs());
    double look = rotates ? ROTATION_FLOPS : 0;
    return new StepCost(SHARED_FLOPS, LANE_FLOPS + pass + drawn + look);
  }

  /**
   * That of a diagonal network.
   *
   * @param batch examples of an update
   */
  static StepCost ofDiagonal(int features, long batch, boolean looksAtLoss) {
    double example = 4.0 * features + SLOPE_FLOPS + (looksAtLoss ? LOSS_FLOPS : 0);
    return new StepCost(SHARED_FLOPS, LANE_FLOPS + batch * example);
  }

  /** That of two square matrices: two products forward, two backward. */
  static StepCost ofMatrix(int size) {
    return new StepCost(SHARED_FLOPS, LANE_FLOPS + 6.0 * size * size * size);
  }
}
