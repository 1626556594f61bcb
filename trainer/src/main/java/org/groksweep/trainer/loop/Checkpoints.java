package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.metrics.MetricSink;

/**
 * Where the states of one trial are kept, from which it can go on. States are taken at steps that
 * the spec and static costs decide, never a clock.
 */
public interface Checkpoints {

  /** Writes a state in exact bits. */
  interface StateWriter {
    void write(DataOutput out) throws IOException;
  }

  /** Takes up what a {@link StateWriter} wrote. */
  interface StateReader {
    void read(DataInput in) throws IOException;
  }

  /**
   * Hands over the newest state, if there is one: first every row that came before it, then the
   * state. Asked once, before the trial's first step.
   *
   * @return whether there was one
   * @throws IOException if what was kept cannot be handed over to its end: the trial has no outcome
   */
  boolean restore(MetricSink rows, StateReader state) throws IOException;

  /**
   * Arithmetic between two states, by the static estimate; positive infinity for no states.
   *
   * @param parameters of the network, to which the size of a state is proportional
   */
  double distanceFlops(long parameters);

  /** Keeps a state; all rows before it have been handed to the trial's sink. */
  void keep(StateWriter state) throws IOException;

  /**
   * Told once, after the update that uses up the last phase's length and before any look at its
   * weights: from this state a trial goes on that differs in a longer last phase alone. All rows of
   * earlier steps have been handed to the trial's sink, and none of this one.
   */
  default void budgetSpent(StateWriter state) throws IOException {}

  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public boolean restore(MetricSink rows, StateReader state) {
          return false;
        }

        @Override
        public double distanceFlops(long parameters) {
          return Double.POSITIVE_INFINITY;
        }

        @Override
        public void keep(StateWriter state) {
          throw new IllegalStateException("no state was asked for");
        }
      };
}
