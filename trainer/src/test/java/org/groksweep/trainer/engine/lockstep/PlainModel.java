package org.groksweep.trainer.engine.lockstep;

import java.util.Arrays;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.DeepLinearWeights;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DiagonalLinear;
import org.groksweep.trainer.spec.Loss;
import org.groksweep.trainer.spec.MatrixFactorization;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/** A model's loss and gradient on one example, [inputs, then targets], as the textbooks have it. */
interface PlainModel {

  double[] first();

  double loss(double[] weights, double[] example);

  double[] gradient(double[] weights, double[] example);

  static PlainModel of(TrialSpec spec, Examples examples) {
    if (spec.model() instanceof DeepLinear model) {
      return new Linear(spec, model, examples.features(), examples.outputs());
    }
    return new OneNumber(spec, examples.features(), examples.isClassification());
  }

  /** A deep linear network, layer by layer, row-major. */
  record Linear(TrialSpec spec, DeepLinear model, int features, int outputs) implements PlainModel {

    @Override
    public double[] first() {
      return DeepLinearWeights.draw(model, features, outputs, spec.seeds());
    }

    @Override
    public double loss(double[] weights, double[] example) {
      double sum = 0;
      double[] error = error(example, activations(weights, example));
      for (double each : error) {
        sum += each * each / (spec.loss() == Loss.MEAN_SQUARED_ERROR ? error.length : 2);
      }
      return sum;
    }

    private double[] error(double[] example, double[][] activations) {
      double[] error = activations[model.depth()].clone();
      for (int i = 0; i < error.length; i++) {
        error[i] -= example[features + i];
      }
      return error;
    }

    private double[][] activations(double[] weights, double[] example) {
      double[][] activations = new double[model.depth() + 1][];
      activations[0] = Arrays.copyOf(example, features);
      int offset = 0;
      for (int layer = 0; layer < model.depth(); layer++) {
        double[] before = activations[layer];
        double[] after = new double[model.layerOutputs(layer, outputs)];
        for (int i = 0; i < after.length; i++) {
          for (int k = 0; k < before.length; k++) {
            after[i] += weights[offset + i * before.length + k] * before[k];
          }
        }
        offset += after.length * before.length;
        activations[layer + 1] = after;
      }
      return activations;
    }

    @Override
    public double[] gradient(double[] weights, double[] example) {
      double[] gradient = new double[weights.length];
      double[][] activations = activations(weights, example);
      double[] after = error(example, activations);
      double scale = spec.loss() == Loss.MEAN_SQUARED_ERROR ? 2.0 / after.length : 1;
      int end = weights.length;
      for (int layer = model.depth() - 1; layer >= 0; layer--) {
        double[] input = activations[layer];
        int offset = end - after.length * input.length;
        double[] before = new double[input.length];
        for (int i = 0; i < after.length; i++) {
          for (int k = 0; k < input.length; k++) {
            gradient[offset + i * input.length + k] += scale * after[i] * input[k];
            before[k] += weights[offset + i * input.length + k] * after[i];
          }
        }
        after = before;
        end = offset;
      }
      return gradient;
    }
  }

  /**
   * f(x) = Σ (uₖ² − vₖ²)·xₖ, or (U·Uᵀ − V·Vᵀ)ᵢⱼ where x = (one-hot(i), one-hot(j)): both are a
   * difference of bilinear forms of one factor each.
   */
  record OneNumber(TrialSpec spec, int features, boolean classifies) implements PlainModel {

    private boolean isMatrix() {
      return spec.model() instanceof MatrixFactorization;
    }

    /** The two factors, one after the other: steps 0 and 2 of the stream of first parameters. */
    @Override
    public double[] first() {
      RandomStream draws = new RandomStream(spec.seeds(), Stream.INIT);
      int size = features / 2;
      int half = isMatrix() ? size * size : features;
      double deviation =
          spec.model() instanceof DiagonalLinear diagonal
              ? diagonal.initialNoise()
              : ((MatrixFactorization) spec.model()).initialNoise();
      double[] weights = new double[2 * half];
      for (int i = 0; i < weights.length; i++) {
        boolean starts = !isMatrix() || (i % half) / size == (i % half) % size;
        weights[i] =
            (starts ? spec.model().initScale() : 0)
                + deviation * draws.gaussian(i < half ? 0 : 2, i % half);
      }
      return weights;
    }

    private double output(double[] weights, double[] example) {
      int half = weights.length / 2;
      double sum = 0;
      for (int k = 0; k < half; k++) {
        if (isMatrix()) {
          int size = features / 2;
          for (int i = 0; i < size; i++) {
            for (int j = 0; j < size && k < size; j++) {
              double chosen = example[i] * example[size + j];
              sum += chosen * weights[i * size + k] * weights[j * size + k];
              sum -= chosen * weights[half + i * size + k] * weights[half + j * size + k];
            }
          }
        } else {
          sum += (weights[k] * weights[k] - weights[half + k] * weights[half + k]) * example[k];
        }
      }
      return sum;
    }

    @Override
    public double loss(double[] weights, double[] example) {
      double output = output(weights, example);
      if (spec.loss() == Loss.CROSS_ENTROPY) {
        return Math.log(1 + Math.exp(example[features + 1] == 1 ? -output : output));
      }
      double error = output - target(example);
      return spec.loss() == Loss.MEAN_SQUARED_ERROR ? error * error : error * error / 2;
    }

    private double target(double[] example) {
      return classifies ? example[features + 1] - example[features] : example[features];
    }

    private double slope(double[] weights, double[] example) {
      double output = output(weights, example);
      if (spec.loss() == Loss.CROSS_ENTROPY) {
        return 1 / (1 + Math.exp(-output)) - example[features + 1];
      }
      double error = output - target(example);
      return spec.loss() == Loss.MEAN_SQUARED_ERROR ? 2 * error : error;
    }

    @Override
    public double[] gradient(double[] weights, double[] example) {
      double slope = slope(weights, example);
      int half = weights.length / 2;
      double[] gradient = new double[weights.length];
      for (int at = 0; at < weights.length; at++) {
        double sign = at < half ? 1 : -1;
        int from = at < half ? 0 : half;
        gradient[at] = sign * slope * 2 * weights[at] * (isMatrix() ? 0 : example[at - from]);
        for (int other = 0; isMatrix() && other < features / 2; other++) {
          int size = features / 2;
          int row = (at - from) / size;
          double chosen =
              example[row] * example[size + other] + example[other] * example[size + row];
          gradient[at] += sign * slope * chosen * weights[from + other * size + (at - from) % size];
        }
      }
      return gradient;
    }
  }
}
