package org.groksweep.trainer.engine.dense;

import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.data.Population;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/** Fills batches with examples that are drawn from the task's law. */
final class FreshBatch<A> {

  private final Population population;
  private final RandomStream draws;
  private final double[] example;
  private final double[] input;
  private final double[] target;

  /**
   * Draws for one trial.
   *
   * @throws IllegalArgumentException if the task has no law to draw from
   */
  FreshBatch(Examples examples, SeedStreams seeds) {
    this.population =
        examples
            .population()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "batch.sampling: fresh needs a task that draws new examples"));
    this.draws = new RandomStream(seeds, Stream.BATCH);
    this.example = new double[examples.features() + examples.outputs()];
    this.input = new double[examples.features()];
    this.target = new double[examples.outputs()];
  }

  /** Fills every row of a batch with the examples of an update. */
  void fillInPlace(Arithmetic<A> arithmetic, Samples<A> batch, long step) {
    for (int row = 0; row < batch.rows(); row++) {
      population.draw(draws, step, row, example, 0);
      System.arraycopy(example, 0, input, 0, input.length);
      System.arraycopy(example, input.length, target, 0, target.length);
      arithmetic.store(input, batch.inputs(), row * input.length);
      arithmetic.store(target, batch.targets(), row * target.length);
    }
  }
}
