package org.groksweep.trainer.engine.lockstep;

import java.util.ArrayList;
import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.engine.BatchOrder;
import org.groksweep.trainer.engine.UpdateAddress;
import org.groksweep.trainer.random.NormalLanes;
import org.groksweep.trainer.spec.Batching.Sampling;
import org.groksweep.trainer.spec.Phase;
import org.groksweep.trainer.spec.Phase.BatchStream;
import org.groksweep.trainer.spec.SeedStreams;
import org.groksweep.trainer.spec.Stream;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * The moments of each lane's batch. Of fresh batches they are drawn; of batches from the training
 * set gathered; of full ones they are set at the phase's start. Each example enters divided by the
 * square root of its batch's size, so that sums are means.
 */
final class BatchMoments<A> {

  private final LaneArithmetic<A> arithmetic;
  private final Shape shape;
  private final Sampling sampling;
  private final int size;
  private final int width;
  private final boolean noisy;
  private final NormalLanes normals;
  private final List<BatchOrder> orders;
  private final List<int[]> trainingSets = new ArrayList<>();

  /** [examples, inputs + outputs] inputs and residuals of all examples. */
  private final double[] rows;

  /** [batch size · (inputs + outputs)] of the current batches. */
  private final A[] batch;

  private final A[] xx;
  private final A[] ex;
  private boolean full;
  private boolean identity;

  /**
   * For tiles of so many lanes.
   *
   * @param rows [examples, inputs + outputs] inputs and residuals; shared between tiles
   */
  BatchMoments(
      LaneArithmetic<A> arithmetic, Shape shape, TrialSpec spec, double[] rows, int lanes) {
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.sampling = spec.batching().sampling();
    this.size = spec.batching().size();
    this.width = shape.inputs() + shape.outputs();
    boolean residuals = false;
    for (int output = 0; output < shape.outputs(); output++) {
      residuals |= shape.task().residualVarianceOf(output) > 0;
    }
    this.noisy = residuals;
    this.rows = rows;
    this.normals =
        new NormalLanes(java.util.Collections.nCopies(lanes, spec.seeds()), Stream.BATCH);
    this.orders = new ArrayList<>(java.util.Collections.nCopies(lanes, null));
    trainingSets.addAll(java.util.Collections.nCopies(lanes, null));
    int drawn = sampling == Sampling.FULL ? 0 : size * width + NormalLanes.PER_BLOCK;
    this.batch = arithmetic.allocate(drawn, lanes);
    this.xx = arithmetic.allocate(shape.inputs() * shape.inputs(), lanes);
    this.ex = arithmetic.allocate(shape.outputs() * shape.inputs(), lanes);
    // Σxx is symmetric.
    for (int j = 0; j < shape.inputs(); j++) {
      for (int k = 0; k < j; k++) {
        xx[j * shape.inputs() + k] = xx[k * shape.inputs() + j];
      }
    }
  }

  /** Inputs and residuals of all examples, as the constructor takes them. */
  static double[] rows(Shape shape, Examples examples) {
    int width = shape.inputs() + shape.outputs();
    double[] rows = new double[examples.count() * width];
    double[] x = new double[shape.inputs()];
    double[] e = new double[shape.outputs()];
    for (int row = 0; row < examples.count(); row++) {
      Moments.residual(shape, examples, row, x, e);
      System.arraycopy(x, 0, rows, row * width, x.length);
      System.arraycopy(e, 0, rows, row * width + x.length, e.length);
    }
    return rows;
  }

  A[] xx() {
    return xx;
  }

  A[] ex() {
    return ex;
  }

  /** Whether Σxx = I and Σex = 0. */
  boolean isIdentity() {
    return identity;
  }

  boolean hasResiduals() {
    return noisy;
  }

  /** Prepares for a phase whose updates see whole training sets, or not. */
  void begin(boolean seesWholeSets, boolean population) {
    full = seesWholeSets;
    identity = seesWholeSets && population;
  }

  /** Puts a replica into a lane. */
  void place(int lane, SeedStreams seeds, BatchOrder order, int[] trainingSet, Moments moments) {
    normals.setLane(lane, seeds.seedOf(Stream.BATCH));
    orders.set(lane, order);
    trainingSets.set(lane, trainingSet);
    for (int at = 0; at < xx.length; at++) {
      arithmetic.set(xx[at], lane, moments.xx(at));
    }
    for (int at = 0; at < ex.length; at++) {
      arithmetic.set(ex[at], lane, moments.ex(at));
    }
  }

  void copyLane(int from, int to) {
    normals.copyLane(from, to);
    orders.set(to, orders.get(from));
    trainingSets.set(to, trainingSets.get(from));
    arithmetic.copyLane(xx, from, to);
    arithmetic.copyLane(ex, from, to);
  }

  /** The moments of an update's batches. */
  void take(Phase phase, int index, long update, int lanes) {
    if (full) {
      return;
    }
    if (sampling == Sampling.FRESH) {
      int addressed = phase.batchStream() == BatchStream.RESTART ? 0 : index;
      draw(UpdateAddress.of(addressed, update), lanes);
    } else {
      gather(lanes);
    }
    average(lanes);
  }

  private void draw(long step, int lanes) {
    int numbers = size * width;
    for (int from = 0; from < numbers; from += NormalLanes.PER_BLOCK) {
      int count = Math.min(NormalLanes.PER_BLOCK, numbers - from);
      if (noisy || hasInput(from, count)) {
        arithmetic.draw(normals, batch, from, count, lanes, step, from / NormalLanes.PER_BLOCK);
      }
    }
    double share = 1 / Math.sqrt(size);
    for (int at = 0; at < numbers; at++) {
      int output = at % width - shape.inputs();
      if (output < 0) {
        arithmetic.scaleInPlace(batch[at], share, lanes);
      } else if (noisy) {
        double deviation = Math.sqrt(shape.task().residualVarianceOf(output));
        arithmetic.scaleInPlace(batch[at], share * deviation, lanes);
      }
    }
  }

  private boolean hasInput(int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (at % width < shape.inputs()) {
        return true;
      }
    }
    return false;
  }

  private void gather(int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      BatchOrder order = orders.get(lane);
      int[] trainingSet = trainingSets.get(lane);
      int taken = order.next();
      double share = 1 / Math.sqrt(taken);
      for (int place = 0; place < size; place++) {
        int row = place < taken ? trainingSet[order.example(place)] : 0;
        double factor = place < taken ? share : 0;
        for (int at = 0; at < width; at++) {
          arithmetic.set(batch[place * width + at], lane, factor * rows[row * width + at]);
        }
      }
    }
  }

  private void average(int lanes) {
    int inputs = shape.inputs();
    for (int j = 0; j < inputs; j++) {
      for (int k = j; k < inputs; k++) {
        arithmetic.dot(xx[j * inputs + k], batch, j, width, batch, k, width, size, lanes);
      }
    }
    for (int i = 0; i < shape.outputs() && noisy; i++) {
      for (int j = 0; j < inputs; j++) {
        arithmetic.dot(ex[i * inputs + j], batch, inputs + i, width, batch, j, width, size, lanes);
      }
    }
  }
}
