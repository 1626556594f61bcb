package org.groksweep.trainer.engine.lockstep;

import java.util.List;
import org.groksweep.trainer.engine.Measurement;
import org.groksweep.trainer.engine.ScalarLoss;
import org.groksweep.trainer.spec.Loss;

/**
 * What recorded rows tell of a model that makes one number of an input, in double precision and
 * plain loops.
 */
final class ScalarEvaluation {

  /** A model of two factors of one size, all weights of the first before those of the second. */
  interface ScalarMap {

    /** The number that it makes of an example. */
    double output(double[] weights, int number);

    /** Adds the gradient of derivative · output, for an example. */
    void addGradientInPlace(double[] gradient, double[] weights, int number, double derivative);
  }

  private final ScalarMap map;
  private final ScalarSets sets;
  private final Loss loss;
  private final boolean classifies;

  ScalarEvaluation(ScalarMap map, ScalarSets sets, Loss loss, boolean classifies) {
    this.map = map;
    this.sets = sets;
    this.loss = loss;
    this.classifies = classifies;
  }

  Measurement measure(Replica replica, double l2) {
    double[] weights = replica.weights;
    ExampleSet trained = sets.train(replica);
    double[] derivatives = new double[trained.size()];
    ScalarLoss train = evaluate(weights, trained, derivatives);
    ScalarLoss test = evaluate(weights, sets.test(replica), new double[sets.test(replica).size()]);
    double[] gradient = new double[weights.length];
    for (int i = 0; i < derivatives.length; i++) {
      map.addGradientInPlace(gradient, weights, trained.number(i), derivatives[i]);
    }
    for (int i = 0; i < weights.length; i++) {
      gradient[i] += l2 * weights[i];
    }
    int half = weights.length / 2;
    double first = squares(weights, 0, half);
    double second = squares(weights, half, half);
    return train.measurement(
        test, l2, List.of(first, second), squares(gradient, 0, gradient.length));
  }

  private ScalarLoss evaluate(double[] weights, ExampleSet set, double[] derivatives) {
    double[] outputs = new double[set.size()];
    double[] targets = new double[set.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = map.output(weights, set.number(i));
      targets[i] = sets.target(set.number(i));
    }
    ScalarLoss evaluated = new ScalarLoss(loss, classifies, targets);
    evaluated.evaluate(outputs, derivatives);
    return evaluated;
  }

  private static double squares(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }
}
