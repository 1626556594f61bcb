package org.groksweep.trainer.data;

import org.groksweep.trainer.random.RandomStream;

/**
 * The law behind a task's examples, from which batches are drawn afresh. An example takes features
 * + outputs normal numbers: the one in place i of its batch those at indices i·(features + outputs)
 * on, those of the input first.
 */
public interface Population {

  /**
   * Draws one example: its input and then its target to {@code target[offset ...]}.
   *
   * @param draws a trial's stream of batches
   * @param step of the generator, as {@link org.groksweep.trainer.engine.UpdateAddress#ofBatch} has
   *     it
   * @param place in the batch, from 0
   * @param target [features + outputs from offset on]
   */
  void draw(RandomStream draws, long step, int place, double[] target, int offset);
}
