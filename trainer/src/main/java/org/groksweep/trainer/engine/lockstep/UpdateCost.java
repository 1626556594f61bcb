package org.groksweep.trainer.engine.lockstep;

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

  /** Forward and backward through an input; two products forward and two backward. */
  private static final double DIAGONAL_PASS_FLOPS = 4;

  private static final double MATRIX_PASS_FLOPS = 6;

  private UpdateCost() {}

  /** That of a deep linear network. */
  static StepCost ofLinear(Shape shape, GroupPhase phase) {
    boolean rotates = WatchedValues.rotates(shape) && phase.watchesSingularValues();
    double pass = PASS_FLOPS * shape.weights() * shape.inputs();
    double drawn = loaded(phase) * (shape.inputs() + shape.outputs());
    double look = rotates ? ROTATION_FLOPS : 0;
    return new StepCost(SHARED_FLOPS, LANE_FLOPS + pass + drawn + look);
  }

  /** That of a diagonal network. */
  static StepCost ofDiagonal(int features, GroupPhase phase) {
    double pass = DIAGONAL_PASS_FLOPS * features + SLOPE_FLOPS;
    double look = phase.watchesLoss() ? LOSS_FLOPS : 0;
    return new StepCost(
        SHARED_FLOPS, LANE_FLOPS + phase.examples() * (pass + look) + loaded(phase) * features);
  }

  /** That of two square matrices, whose counts are set anew with every batch. */
  static StepCost ofMatrix(int size, GroupPhase phase) {
    double pass = MATRIX_PASS_FLOPS * size * size * size;
    double counted = phase.full() ? 0 : BATCH_FLOPS * size * size;
    return new StepCost(SHARED_FLOPS, LANE_FLOPS + pass + counted);
  }

  /** Of one number of every example of a batch; 0 where the batch stays. */
  private static double loaded(GroupPhase phase) {
    return phase.full() ? 0 : BATCH_FLOPS * phase.examples();
  }
}
