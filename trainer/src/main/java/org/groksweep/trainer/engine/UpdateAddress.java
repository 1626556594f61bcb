package org.groksweep.trainer.engine;

import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;

/**
 * Where the draws of an update stand in a stream, as the generator's step.
 *
 * <p>It counts updates within the phase and not within the trial: replicas that end a phase at
 * different steps are then at one address again, which is what lets their numbers be drawn side by
 * side. {@link org.groksweep.trainer.spec.Stream#NOISE}: index i is that of parameter i, layer by
 * layer, weights row-major [outputs, inputs], all biases after all weights. Fresh examples in
 * {@link org.groksweep.trainer.spec.Stream#BATCH}: see {@link
 * org.groksweep.trainer.data.Population}.
 */
public final class UpdateAddress {

  private static final int UPDATE_BITS = 40;

  private static final long MOST_UPDATES = (1L << UPDATE_BITS) - 1;

  private UpdateAddress() {}

  /**
   * The step of {@link org.groksweep.trainer.spec.Phase#startNoise()}'s draws, of {@link
   * org.groksweep.trainer.spec.Stream#NOISE} too, indexed like the updates'.
   *
   * @param phase its index, below 2²³
   */
  public static long ofPhaseStart(int phase) {
    return of(phase, MOST_UPDATES);
  }

  /**
   * The step of the draws of an update's fresh batch: under RESTART that of the first phase.
   *
   * @param index of the phase, below 2²³
   * @param update done in the phase before this one, below 2⁴⁰ - 1
   */
  public static long ofBatch(Phase phase, int index, long update) {
    return of(phase.batchStream() == BatchStream.RESTART ? 0 : index, update);
  }

  /**
   * The step of an update's draws.
   *
   * @param phase its index, below 2²³
   * @param update done in the phase before this one, below 2⁴⁰ - 1
   */
  public static long of(int phase, long update) {
    if (update >>> UPDATE_BITS != 0 || phase < 0 || phase >= 1 << (63 - UPDATE_BITS)) {
      throw new IllegalArgumentException(
          "update %d of phase %d: has no address of its own".formatted(update, phase));
    }
    return ((long) phase << UPDATE_BITS) | update;
  }
}
