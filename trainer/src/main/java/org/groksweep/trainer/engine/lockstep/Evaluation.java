package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.spec.Loss;

/** What recorded rows tell of one replica, in double precision and plain loops. */
final class Evaluation {

  private final Shape shape;
  private final double lossScale;

  Evaluation(Shape shape, Loss loss) {
    this.shape = shape;
    this.lossScale = lossScale(shape, loss);
  }

  /** The loss over half the squared error. */
  static double lossScale(Shape shape, Loss loss) {
    return loss == Loss.MEAN_SQUARED_ERROR ? 2.0 / shape.outputs() : 1;
  }

  Measurement measure(double[] weights, double l2, Moments train, Optional<Moments> test) {
    double[][] prefixes = prefixes(weights);
    double[] product = prefixes[shape.depth() - 1];
    double[] difference = difference(product);
    double trainLoss = lossScale * train.halfSquaredError(difference);
    double squares = squares(weights, 0, weights.length);
    List<Double> norms = new ArrayList<>();
    for (int layer = 0; layer < shape.depth(); layer++) {
      norms.add(Math.sqrt(squares(weights, shape.offset(layer), shape.weights(layer))));
    }
    double[] gradient = gradient(weights, prefixes, train.slope(difference));
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = lossScale * gradient[i] + l2 * weights[i];
    }
    return new Measurement(
        trainLoss,
        test.isPresent()
            ? OptionalDouble.of(lossScale * test.get().halfSquaredError(difference))
            : OptionalDouble.empty(),
        trainLoss + 0.5 * l2 * squares,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Math.sqrt(squares),
        Math.sqrt(squares(gradient, 0, gradient.length)),
        Math.sqrt(train.squaredOutput(product)),
        norms);
  }

  /** W_l · … · W_1 for each layer; the last is the end-to-end matrix. */
  double[][] prefixes(double[] weights) {
    double[][] prefixes = new double[shape.depth()][];
    for (int layer = 0; layer < shape.depth(); layer++) {
      int columns = shape.columns(layer);
      double[] prefix = new double[shape.rows(layer) * shape.inputs()];
      for (int i = 0; i < shape.rows(layer); i++) {
        for (int j = 0; j < shape.inputs(); j++) {
          double sum = 0;
          for (int k = 0; k < columns; k++) {
            double before =
                layer == 0 ? (k == j ? 1 : 0) : prefixes[layer - 1][k * shape.inputs() + j];
            sum += weights[shape.offset(layer) + i * columns + k] * before;
          }
          prefix[i * shape.inputs() + j] = sum;
        }
      }
      prefixes[layer] = prefix;
    }
    return prefixes;
  }

  private double[] difference(double[] product) {
    double[] difference = product.clone();
    for (int i = 0; i < shape.outputs(); i++) {
      for (int j = 0; j < shape.inputs(); j++) {
        difference[i * shape.inputs() + j] -= shape.teacher(i, j);
      }
    }
    return difference;
  }

  private double[] gradient(double[] weights, double[][] prefixes, double[] slope) {
    double[] gradient = new double[weights.length];
    double[] after = slope;
    for (int layer = shape.depth() - 1; layer >= 0; layer--) {
      int rows = shape.rows(layer);
      int columns = shape.columns(layer);
      double[] before = new double[columns * shape.inputs()];
      for (int i = 0; i < rows; i++) {
        for (int k = 0; k < columns; k++) {
          int at = shape.offset(layer) + i * columns + k;
          for (int j = 0; j < shape.inputs(); j++) {
            double input =
                layer == 0 ? (k == j ? 1 : 0) : prefixes[layer - 1][k * shape.inputs() + j];
            gradient[at] += after[i * shape.inputs() + j] * input;
            before[k * shape.inputs() + j] += weights[at] * after[i * shape.inputs() + j];
          }
        }
      }
      after = before;
    }
    return gradient;
  }

  private static double squares(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }
}
