package org.groksweep.trainer.engine;

import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.DeepLinear;
import org.groksweep.trainer.spec.DeepLinear.Scheme;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * The first weights of a deep linear network, the same for every engine: layer by layer, each
 * row-major [outputs, inputs]. Weight i of layer l, both from 0, has its Gaussian in {@link
 * Stream#INIT} at step 2l and index i, as a perceptron's has.
 */
public final class DeepLinearWeights {

  private DeepLinearWeights() {}

  /** Their number. */
  public static int count(DeepLinear model, int features, int outputs) {
    int count = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      count = Math.addExact(count, count(model, layer, features, outputs));
    }
    return count;
  }

  /**
   * Checks that every mode has a place in every layer.
   *
   * @throws IllegalArgumentException if one has not
   */
  public static void checkFits(DeepLinear model, int features, int outputs) {
    int places = Math.min(features, outputs);
    if (model.initialization() == Scheme.MODES && model.modes().size() > places) {
      throw new IllegalArgumentException(
          "modes: %d are more than the %d that inputs and outputs have places for"
              .formatted(model.modes().size(), places));
    }
  }

  /**
   * All weights of a trial at step 0.
   *
   * @throws IllegalArgumentException if the model does not fit
   */
  public static double[] draw(DeepLinear model, int features, int outputs, SeedStreams seeds) {
    checkFits(model, features, outputs);
    RandomStream draws = new RandomStream(seeds, Stream.INIT);
    double[] weights = new double[count(model, features, outputs)];
    int offset = 0;
    for (int layer = 0; layer < model.depth(); layer++) {
      int count = count(model, layer, features, outputs);
      double deviation = deviation(model);
      for (int i = 0; i < count && deviation > 0; i++) {
        weights[offset + i] = deviation * draws.gaussian(2L * layer, i);
      }
      if (model.initialization() == Scheme.MODES) {
        addModesInPlace(weights, offset, model, model.layerInputs(layer, features));
      }
      offset += count;
    }
    return weights;
  }

  private static int count(DeepLinear model, int layer, int features, int outputs) {
    return Math.multiplyExact(
        model.layerInputs(layer, features), model.layerOutputs(layer, outputs));
  }

  private static double deviation(DeepLinear model) {
    return model.initialization() == Scheme.NORMAL
        ? model.initScale() / Math.sqrt(model.width())
        : model.initialNoise();
  }

  private static void addModesInPlace(double[] weights, int offset, DeepLinear model, int inputs) {
    for (int mode = 0; mode < model.modes().size(); mode++) {
      // StrictMath: first weights are part of what a trial computes, and Math.pow differs by JVM.
      weights[offset + mode * inputs + mode] +=
          StrictMath.pow(model.modes().get(mode), 1.0 / model.depth());
    }
  }
}
