package org.groksweep.trainer.loop;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.groksweep.trainer.metrics.MetricSink;

/**
 * Where the states of one trial, or of one group of trials, are kept, from which it can go on.
 * States are taken at steps that the spec and static costs decide, never a clock.
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

  /** Hands rows over, each trial's in their order. */
  interface Rows {
    void handTo(MetricSink sink) throws IOException;
  }

  /**
   * Hands over the newest state, if there is one: first every row that came before it, each trial's
   * in their order, then the state. Asked once, before the first step.
   *
   * @return whether there was one
   * @throws IOException if what was kept cannot be handed over to its end: the trial has no outcome
   */
  boolean restore(MetricSink rows, StateReader state) throws IOException;

  /**
   * Arithmetic between two states, by the static estimate; positive infinity for no states.
   *
   * @param parameters of the networks, to which the size of a state is proportional
   */
  double distanceFlops(long parameters);

  /**
   * Keeps a state.
   *
   * @param waiting the rows since the last state that the trials' sink has not been handed: those
   *     of a group go to it only once the group has ended
   */
  void keep(Rows waiting, StateWriter state) throws IOException;

  /** Keeps a state of a trial all of whose rows have been handed to its sink. */
  default void keep(StateWriter state) throws IOException {
    keep(sink -> {}, state);
  }

  /**
   * Told once, after the update that uses up the last phase's length and before any look at its
   * weights: from this state a trial goes on that differs in a longer last phase alone. All rows of
   * earlier steps have been handed to the trial's sink, and none of this one.
   */
  default void budgetSpent(StateWriter state) throws IOException {}

  /** Whether {@link #keepEnd} keeps anything. */
  default boolean keepsEnds() {
    return false;
  }

  /**
   * Told of each trial of a group that ended by itself and was not told of as {@link #budgetSpent},
   * when all its rows have been handed to its sink: from this state a trial goes on that differs in
   * a longer last phase alone. It is that after the update that used up the length and before any
   * look at its weights, so that a row of that step is none of its; or it tells how the trial ended
   * before.
   *
   * @param place of the trial among those whose states these are, from 0
   */
  default void keepEnd(int place, StateWriter state) throws IOException {}

  /**
   * Hands over what is kept of a trial that differs in a shorter last phase alone, if there is
   * anything: its rows, then the state of {@link #budgetSpent} or {@link #keepEnd}. Asked at most
   * once of each trial, where {@link #restore} had nothing.
   *
   * @param place of the trial among those whose states these are, from 0
   * @return whether there was anything
   * @throws IOException if what was kept cannot be handed over to its end: the trial has no outcome
   */
  default boolean restoreShorter(int place, MetricSink rows, StateReader state) throws IOException {
    return false;
  }

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
        public void keep(Rows waiting, StateWriter state) {
          throw new IllegalStateException("no state was asked for");
        }
      };
}
