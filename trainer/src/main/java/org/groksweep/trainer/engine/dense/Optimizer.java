package org.groksweep.trainer.engine.dense;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Array;
import org.groksweep.trainer.spec.OptimizerSpec;
import org.groksweep.trainer.spec.OptimizerSpec.Adam;
import org.groksweep.trainer.spec.OptimizerSpec.Sgd;
import org.groksweep.trainer.spec.Phase;

/** An update rule with its momenta. */
final class Optimizer<A> {

  // beta^updates < e^-40 = 4e-18 from here on, since ln beta < beta - 1.
  private static final double LOST_IN_ROUNDING = 40;

  private final Arithmetic<A> arithmetic;
  private final Layout layout;
  private final OptimizerSpec spec;
  private final UpdateSizes sizes = new UpdateSizes();
  private final A first;
  private final A second;

  /** Updates since the momenta were zero. */
  private long updates;

  Optimizer(Arithmetic<A> arithmetic, Layout layout, OptimizerSpec spec) {
    this.arithmetic = arithmetic;
    this.layout = layout;
    this.spec = spec;
    boolean plain = spec instanceof Sgd sgd && sgd.momentum() == 0;
    this.first = arithmetic.allocate(plain ? 0 : layout.parameterCount());
    this.second = arithmetic.allocate(spec instanceof Adam ? layout.parameterCount() : 0);
    if (spec instanceof Sgd sgd) {
      sizes.momentum = sgd.momentum();
    } else if (spec instanceof Adam adam) {
      sizes.beta1 = adam.beta1();
      sizes.beta2 = adam.beta2();
      sizes.epsilon = adam.epsilon();
    }
  }

  /** Forgets the momenta and how many updates there were. */
  void reset() {
    updates = 0;
    arithmetic.clear(first, 0, Array.getLength(first));
    arithmetic.clear(second, 0, Array.getLength(second));
  }

  /**
   * Updates the parameters.
   *
   * @param gradient of the loss, without penalties
   * @param learningRate with the schedule's factor
   */
  void updateInPlace(A parameters, A gradient, Phase phase, double learningRate) {
    updates++;
    correct();
    sizes.learningRate = learningRate;
    sizes.l2 = phase.l2();
    sizes.weightDecay = phase.weightDecay();
    if (spec.decayBiases()) {
      range(parameters, gradient, 0, layout.parameterCount());
      return;
    }
    range(parameters, gradient, 0, layout.weightCount());
    sizes.l2 = 0;
    sizes.weightDecay = 0;
    range(parameters, gradient, layout.weightCount(), layout.parameterCount());
  }

  private void correct() {
    sizes.firstCorrection = 1 / (1 - power(sizes.beta1));
    sizes.secondCorrection = 1 / Math.sqrt(1 - power(sizes.beta2));
  }

  // beta^updates; a power that cannot change 1 costs as much as a small network's whole update.
  private double power(double beta) {
    return updates * (1 - beta) > LOST_IN_ROUNDING ? 0 : StrictMath.pow(beta, (double) updates);
  }

  /** Writes the momenta and how many updates there were. */
  void saveState(DataOutput out) throws IOException {
    out.writeLong(updates);
    arithmetic.writeBits(first, out);
    arithmetic.writeBits(second, out);
  }

  void restoreState(DataInput in) throws IOException {
    updates = in.readLong();
    arithmetic.readBitsInPlace(first, in);
    arithmetic.readBitsInPlace(second, in);
  }

  private void range(A parameters, A gradient, int from, int to) {
    if (spec instanceof Adam) {
      arithmetic.adam(parameters, gradient, first, second, from, to, sizes);
    } else if (sizes.momentum == 0) {
      arithmetic.sgd(parameters, gradient, from, to, sizes);
    } else {
      arithmetic.momentum(parameters, gradient, first, from, to, sizes);
    }
  }
}
