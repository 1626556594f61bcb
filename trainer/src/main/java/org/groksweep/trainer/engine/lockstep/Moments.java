package org.groksweep.trainer.engine.lockstep;

import org.groksweep.trainer.data.Examples;

/**
 * All that a linear network's squared error depends on in a set of examples: means over them of x
 * xᵀ, e xᵀ and eᵀe, where e = y - S·x is what the teacher leaves. With D = P - S of the end-to-end
 * matrix P, half the squared error is ½(tr D Σxx Dᵀ - 2 tr D Σexᵀ + Σee): no difference of large
 * numbers where P comes near to S.
 */
final class Moments {

  private final int inputs;
  private final int outputs;
  private final double[] xx;
  private final double[] ex;
  private double ee;

  private Moments(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.xx = new double[inputs * inputs];
    this.ex = new double[outputs * inputs];
  }

  /** Those of a set of examples, summed in the given order. */
  static Moments of(Shape shape, Examples examples, int[] rows) {
    Moments moments = new Moments(shape.inputs(), shape.outputs());
    double[] x = new double[shape.inputs()];
    double[] e = new double[shape.outputs()];
    for (int row : rows) {
      residual(shape, examples, row, x, e);
      moments.addInPlace(x, e, 1.0 / rows.length);
    }
    return moments;
  }

  /** The law's own: Σxx = I, Σex = 0. */
  static Moments ofPopulation(Shape shape) {
    Moments moments = new Moments(shape.inputs(), shape.outputs());
    for (int i = 0; i < shape.inputs(); i++) {
      moments.xx[i * shape.inputs() + i] = 1;
    }
    for (int output = 0; output < shape.outputs(); output++) {
      moments.ee += shape.task().residualVarianceOf(output);
    }
    return moments;
  }

  /** Writes an example's input and what the teacher leaves of its target. */
  static void residual(Shape shape, Examples examples, int row, double[] x, double[] e) {
    examples.copyInput(row, x, 0);
    examples.copyTarget(row, e, 0);
    for (int i = 0; i < e.length; i++) {
      for (int j = 0; j < x.length; j++) {
        e[i] -= shape.teacher(i, j) * x[j];
      }
    }
  }

  private void addInPlace(double[] x, double[] e, double weight) {
    for (int j = 0; j < inputs; j++) {
      for (int k = 0; k < inputs; k++) {
        xx[j * inputs + k] += weight * x[j] * x[k];
      }
    }
    for (int i = 0; i < outputs; i++) {
      ee += weight * e[i] * e[i];
      for (int j = 0; j < inputs; j++) {
        ex[i * inputs + j] += weight * e[i] * x[j];
      }
    }
  }

  double xx(int at) {
    return xx[at];
  }

  double ex(int at) {
    return ex[at];
  }

  double ee() {
    return ee;
  }

  /** Half the mean squared error at D, [outputs, inputs]. */
  double halfSquaredError(double[] difference) {
    double sum = ee;
    double[] slope = slope(difference);
    for (int at = 0; at < slope.length; at++) {
      sum += difference[at] * (slope[at] - ex[at]);
    }
    return sum / 2;
  }

  /** Its derivative by P: D Σxx - Σex. */
  double[] slope(double[] difference) {
    double[] slope = new double[outputs * inputs];
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j < inputs; j++) {
        double sum = -ex[i * inputs + j];
        for (int k = 0; k < inputs; k++) {
          sum += difference[i * inputs + k] * xx[k * inputs + j];
        }
        slope[i * inputs + j] = sum;
      }
    }
    return slope;
  }

  /** The mean over the examples of |P x|². */
  double squaredOutput(double[] product) {
    double sum = 0;
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j < inputs; j++) {
        for (int k = 0; k < inputs; k++) {
          sum += product[i * inputs + j] * xx[j * inputs + k] * product[i * inputs + k];
        }
      }
    }
    return sum;
  }
}
