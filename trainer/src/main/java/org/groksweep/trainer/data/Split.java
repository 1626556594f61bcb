package org.groksweep.trainer.data;

import java.util.Arrays;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TestSet;

/**
 * How one seed orders the examples: its training set of size n is the first n of one uniform random
 * order of the available ones, so the sets of a seed are nested and the cells of a sweep paired.
 *
 * <p>The order is the shuffle at step 0 of the stream {@link Stream#SPLIT}; examples in {@link
 * ExampleOrder#FILE} keep their own, whatever the seed.
 */
public final class Split {

  private final int count;
  private final int[] order;

  public Split(Examples examples, SeedStreams seeds) {
    this.count = examples.count();
    this.order = new int[examples.available()];
    if (examples.order() == ExampleOrder.FILE) {
      Arrays.setAll(order, rank -> rank);
      return;
    }

    new RandomStream(seeds, Stream.SPLIT).shuffle(order, 0);
  }

  /**
   * The training set.
   *
   * @throws IllegalArgumentException unless 1 ≤ trainExamples ≤ available
   */
  public int[] train(int trainExamples) {
    checkSize(trainExamples);
    int[] train = new int[trainExamples];
    System.arraycopy(order, 0, train, 0, trainExamples);
    return train;
  }

  /** The test set beside a training set of that size: possibly empty. */
  public int[] test(int trainExamples, TestSet testSet) {
    checkSize(trainExamples);
    int first = testSet == TestSet.COMPLEMENT ? trainExamples : order.length;
    int[] test = new int[count - first];
    for (int i = 0; i < test.length; i++) {
      int rank = first + i;
      // What is not available for training is the hold-out, in the examples' own order.
      test[i] = rank < order.length ? order[rank] : rank;
    }
    return test;
  }

  private void checkSize(int trainExamples) {
    if (trainExamples < 1 || trainExamples > order.length) {
      throw new IllegalArgumentException(
          "trainExamples: %d must be in [1, %d], the examples available for training"
              .formatted(trainExamples, order.length));
    }
  }
}
