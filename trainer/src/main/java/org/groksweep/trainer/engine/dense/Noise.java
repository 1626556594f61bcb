package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The Gaussian noise of one trial: parameter i's numbers have index i of {@link Stream#NOISE}, at
 * steps that {@link org.groksweep.trainer.engine.UpdateAddress} states.
 */
final class Noise<A> {

  private final Arithmetic<A> arithmetic;
  private final RandomStream draws;
  private final double[] drawn;
  private final A noise;
  private final UpdateSizes plus = new UpdateSizes();

  Noise(Arithmetic<A> arithmetic, TrialSpec spec, int parameters) {
    boolean noisy =
        spec.phases().stream()
            .anyMatch(phase -> phase.gradientNoise() > 0 || phase.startNoise() > 0);
    this.arithmetic = arithmetic;
    this.draws = new RandomStream(spec.seeds(), Stream.NOISE);
    this.drawn = new double[noisy ? parameters : 0];
    this.noise = arithmetic.allocate(drawn.length);
    // An update by a rate of -1 adds.
    plus.learningRate = -1;
  }

  /** Adds to every number of {@code target} its own Gaussian of that standard deviation. */
  void addInPlace(A target, long step, double standardDeviation) {
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = standardDeviation * draws.normal(step, i);
    }
    arithmetic.store(drawn, noise, 0);
    arithmetic.sgd(target, noise, 0, drawn.length, plus);
  }
}
