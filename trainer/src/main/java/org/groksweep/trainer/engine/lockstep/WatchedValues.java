package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.groksweep.trainer.probe.JacobiSvd;
import org.groksweep.trainer.probe.SingularValues;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.EscapeRule;
import org.groksweep.trainer.spec.LinearTeacher;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * What escapes watch, for every lane of a tile. The singular values of a 1×1 and of a 2×2
 * end-to-end matrix are in closed form and vectorize; those of larger ones are found lane by lane
 * by Jacobi rotations, which takes microseconds, unless a bound tells that no rule would notice.
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

  /**
   * [modes] below which no rule of the phase notices a singular value; -∞ where all are looked at.
   */
  private double[] unnoticed = {};

  /** [outputs · inputs] the end-to-end matrix of the lane that is looked at. */
  private final double[] product;

  private final JacobiSvd rotations;

  WatchedValues(LaneArithmetic<A> arithmetic, Shape shape, LinearPass<A> pass, int lanes) {
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.pass = pass;
    this.singularValues = arithmetic.allocate(Math.min(shape.inputs(), shape.outputs()), lanes);
    this.product = new double[shape.outputs() * shape.inputs()];
    this.rotations = new JacobiSvd(shape.outputs(), shape.inputs());
    this.loss = arithmetic.allocate(1, lanes);
    this.residualPart = arithmetic.allocate(1, lanes);
  }

  /**
   * The metrics that can be watched: of linear networks singular values, and under full batches the
   * loss.
   */
  static Set<String> names(TrialSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    if (spec.batching().sampling() == Sampling.FULL) {
      names.add(TRAIN_LOSS);
    }
    if (spec.model() instanceof DeepLinear && spec.task() instanceof LinearTeacher task) {
      for (int mode = 1; mode <= Math.min(task.inputs(), task.outputs()); mode++) {
        names.add(SINGULAR_VALUE + mode);
      }
    }
    return names;
  }

  static boolean isLoss(String metric) {
    return metric.equals(TRAIN_LOSS);
  }

  /** Whether singular values of networks of a shape are found by Jacobi rotations. */
  static boolean rotates(Shape shape) {
    return !isClosedForm(shape, 1) && !isClosedForm(shape, 2);
  }

  private static boolean isClosedForm(Shape shape, int size) {
    return shape.inputs() == size && shape.outputs() == size;
  }

  /** [lanes] a singular value of the last {@link #findSingularValues}, by its place from 0. */
  A singularValue(int mode) {
    return singularValues[mode];
  }

  /** Finds those of the last forward pass. */
  void findSingularValues(int lanes) {
    A[] matrix = pass.product();
    if (isClosedForm(shape, 1)) {
      arithmetic.magnitude(singularValues[0], matrix[0], lanes);
    } else if (isClosedForm(shape, 2)) {
      arithmetic.singularValues(
          singularValues[0], singularValues[1], matrix[0], matrix[1], matrix[2], matrix[3], lanes);
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        findInLane(lane);
      }
    }
  }

  /** Takes up the rules of a phase. */
  void begin(List<Watch> watches) {
    unnoticed = new double[singularValues.length];
    Arrays.fill(unnoticed, Double.POSITIVE_INFINITY);
    for (Watch watch : watches) {
      EscapeRule rule = watch.rule();
      if (watch.looksAtLoss()) {
        continue;
      }
      double least = rule.direction() == Direction.ABOVE ? rule.reset() : Double.NEGATIVE_INFINITY;
      unnoticed[watch.mode()] = Math.min(unnoticed[watch.mode()], least);
    }
  }

  /** The place of a singular value, from 0. */
  static int mode(String metric) {
    return Integer.parseInt(metric.substring(SINGULAR_VALUE.length())) - 1;
  }

  private void findInLane(int lane) {
    for (int at = 0; at < product.length; at++) {
      product[at] = arithmetic.get(pass.product()[at], lane);
    }
    if (!boundsSuffice(lane)) {
      findByRotations(lane);
    }
  }

  /**
   * Puts upper bounds in the place of the singular values if no rule can tell them apart: σ₁² ≤
   * Σσᵢ² and, for k ≥ 2, k(k - 1)/2 · σ_k⁴ ≤ Σ_{i<j} σᵢ²σⱼ² = ½((Σσᵢ²)² - Σσᵢ⁴), whose sums are the
   * squares of the elements of P and of P Pᵀ.
   */
  private boolean boundsSuffice(int lane) {
    double squares = 0;
    double fourths = 0;
    for (int i = 0; i < shape.outputs(); i++) {
      for (int k = 0; k < shape.outputs(); k++) {
        double sum = 0;
        for (int j = 0; j < shape.inputs(); j++) {
          sum += product[i * shape.inputs() + j] * product[k * shape.inputs() + j];
        }
        squares += i == k ? sum : 0;
        fourths += sum * sum;
      }
    }
    // A hundred roundings of the difference's terms.
    double pairs = 0.5 * (squares * squares - fourths) + 1e-14 * squares * squares;
    for (int mode = 0; mode < singularValues.length; mode++) {
      double bound =
          mode == 0
              ? Math.sqrt(squares) * (1 + 1e-14)
              : Math.sqrt(Math.sqrt(2 * pairs / ((mode + 1.0) * mode)));
      // Single precision rounds to nearest, and a NaN bounds nothing.
      arithmetic.set(singularValues[mode], lane, bound);
      if (!(arithmetic.get(singularValues[mode], lane) < unnoticed[mode])) {
        return false;
      }
    }
    return true;
  }

  private void findByRotations(int lane) {
    double[] found = rotations.singularValues(product);
    for (int mode = 0; mode < found.length; mode++) {
      arithmetic.set(singularValues[mode], lane, found[mode]);
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
