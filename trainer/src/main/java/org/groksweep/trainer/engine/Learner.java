package org.groksweep.trainer.engine;

/** One trial in training. It belongs to one thread and allocates nothing per step. */
public interface Learner extends AutoCloseable {

  /** Switches to a phase of the spec, by index: first 0, then one after the other. */
  void beginPhase(int phase);

  /**
   * Does one update of the current phase; where the batch's loss is not finite it does none, and
   * {@link #finite()} and {@link #phaseStep()} tell.
   */
  void step();

  /** Updates done in the current phase. */
  long phaseStep();

  /**
   * Whether the batch loss of the last {@link #step()} was finite; after a false one the trial
   * ends.
   */
  boolean finite();

  /** Measures the current weights on the phase's training and test sets; changes nothing. */
  Measurement measure();

  /** A snapshot of the current parameters; changes nothing. */
  Weights weights();

  @Override
  void close();
}
