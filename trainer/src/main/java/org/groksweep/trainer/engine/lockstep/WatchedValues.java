package org.groksweep.trainer.engine.lockstep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.groksweep.trainer.engine.Weights;
import org.groksweep.trainer.probe.SingularValues;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What escapes watch, for every lane of a tile. The singular values of a 1×1 and of a 2×2
 * end-to-end matrix are in closed form and vectorize; larger ones are found lane by lane by Jacobi
 * rotations, which takes microseconds.
 */
final class WatchedValues<A> {

  static final String TRAIN_LOSS = "train_loss";
  private static final String SINGULAR_VALUE = SingularValues.NAME + "_";

  private final LaneArithmetic<A> arithmetic;
  private final Shape shape;
  private final LinearPass<A> pass;
  private final A[] singularValues;
  private final A[] loss;
  private final A[] residualPart;

  WatchedValues(LaneArithmetic<A> arithmetic, Shape shape, LinearPass<A> pass, int lanes) {
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.pass = pass;
    this.singularValues = arithmetic.allocate(Math.min(shape.inputs(), shape.outputs()), lanes);
    this.loss = arithmetic.allocate(1, lanes);
    this.residualPart = arithmetic.allocate(1, lanes);
  }

  /** The metrics that can be watched: singular values, and under full batches the loss. */
  static Set<String> names(TrialSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (spec.batching().sampling() == Sampling.FULL) {
      names.add(TRAIN_LOSS);
    }
    if (spec.task() instanceof LinearTeacher task) {
      for (int mode = 1; mode <= Math.min(task.inputs(), task.outputs()); mode++) {
        names.add(SINGULAR_VALUE + mode);
      }
    }
    return names;
  }

  static boolean isLoss(String metric) {
    return metric.equals(TRAIN_LOSS);
  }

  /** [lanes] a singular value of the last {@link #findSingularValues}. */
  A singularValue(String metric) {
    return singularValues[Integer.parseInt(metric.substring(SINGULAR_VALUE.length())) - 1];
  }

  /** Finds those of the last forward pass. */
  void findSingularValues(int lanes) {
    A[] product = pass.product();
    if (shape.inputs() == 1 && shape.outputs() == 1) {
      arithmetic.magnitude(singularValues[0], product[0], lanes);
    } else if (shape.inputs() == 2 && shape.outputs() == 2) {
      arithmetic.singularValues(
          singularValues[0],
          singularValues[1],
          product[0],
          product[1],
          product[2],
          product[3],
          lanes);
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        findByRotations(product, lane);
      }
    }
  }

  private void findByRotations(A[] product, int lane) {
    double[] values = new double[product.length];
    for (int at = 0; at < values.length; at++) {
      values[at] = arithmetic.get(product[at], lane);
    }
    int[] matrix = {shape.outputs(), shape.inputs()};
    List<Double> found =
        SingularValues.of(
            new Weights(List.of(Weights.Tensor.copyOf(Weights.weightName(1), matrix, values, 0))));
    for (int mode = 0; mode < found.size(); mode++) {
      arithmetic.set(singularValues[mode], lane, found.get(mode));
    }
  }

  /** [lanes] Σ D∘G, finite where the batch's loss is; after a slope. */
  A slopeProduct(int lanes) {
    A[] difference = pass.difference();
    arithmetic.dot(loss[0], difference, 0, 1, pass.slope(), 0, 1, difference.length, lanes);
    return loss[0];
  }

  /** Half the mean squared error in a lane, from the last slope product. */
  void findLoss(BatchMoments<A> moments, int lanes) {
    slopeProduct(lanes);
    if (moments.hasResiduals() && !moments.isIdentity()) {
      A[] difference = pass.difference();
      arithmetic.dot(
          residualPart[0], difference, 0, 1, moments.ex(), 0, 1, difference.length, lanes);
      arithmetic.subtractInPlace(loss[0], residualPart[0], lanes);
    }
  }

  /** In a lane, after {@link #findLoss}: tr D Σxx Dᵀ - 2 tr D Σexᵀ. */
  double lossSum(int lane) {
    return arithmetic.get(loss[0], lane);
  }
}
