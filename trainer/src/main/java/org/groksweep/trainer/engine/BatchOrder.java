package org.groksweep.trainer.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.random.RandomStream;
import org.groksweep.trainer.spec.Batching;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;

/**
 * Which training examples each update sees, at the addresses of {@link Stream#BATCH} that all
 * engines share: epoch e is the shuffle at step e; with replacement, update u of the stream draws
 * its i-th example at step u, index i. Epochs and updates count from 0 since the stream began.
 */
public final class BatchOrder {

  private final Batching batching;
  private final RandomStream draws;
  private int[] order = {};
  private int[] batch = {};
  private int size;

  /** Epochs begun, or updates drawn with replacement. */
  private long drawn;

  /** Place in the current epoch. */
  private int position;

  public BatchOrder(Batching batching, SeedStreams seeds) {
    this.batching = batching;
    this.draws = new RandomStream(seeds, Stream.BATCH);
  }

  /** Whether a phase's updates see its whole training set, in whichever order. */
  public static boolean isFull(Batching batching, Phase phase) {
    return batching.sampling() == Sampling.FULL
        || (batching.sampling() == Sampling.SHUFFLED && batching.size() >= phase.trainExamples());
  }

  /** Prepares for a phase. */
  public void begin(Phase phase) {
    boolean sameSet = order.length == phase.trainExamples();
    if (phase.batchStream() == BatchStream.RESTART) {
      drawn = 0;
    }
    if (phase.batchStream() == BatchStream.RESTART || !sameSet) {
      position = phase.trainExamples();
    }
    if (!sameSet) {
      order = new int[phase.trainExamples()];
      batch = new int[batching.size()];
    }
  }

  /** Draws the next batch, whose examples are then {@link #example(int)}; returns its size. */
  public int next() {
    if (batching.sampling() == Sampling.WITH_REPLACEMENT) {
      size = batching.size();
      for (int i = 0; i < size; i++) {
        batch[i] = draws.below(order.length, drawn, i);
      }
      drawn++;
      return size;
    }
    if (position >= order.length) {
      draws.shuffle(order, drawn);
      drawn++;
      position = 0;
    }
    size = Math.min(batching.size(), order.length - position);
    System.arraycopy(order, position, batch, 0, size);
    position += size;
    return size;
  }

  /** Writes its place between two batches; draws are functions of their address, so it is small. */
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(order.length);
    out.writeLong(drawn);
    out.writeInt(position);
  }

  /** Takes up a place that {@link #saveState} wrote, in place of {@link #begin}. */
  public void restoreState(DataInput in) throws IOException {
    order = new int[in.readInt()];
    batch = new int[batching.size()];
    drawn = in.readLong();
    position = in.readInt();
    if (position < order.length) {
      // Amid an epoch: its order is drawn again.
      draws.shuffle(order, drawn - 1);
    }
  }

  /** The i-th example of the last batch, as its rank in the training set. */
  public int example(int i) {
    return batch[i];
  }
}
