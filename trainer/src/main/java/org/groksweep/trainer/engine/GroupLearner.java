package org.groksweep.trainer.engine;

import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Trials in training that are equal but for their seeds: replica r is the r-th of the specs. It
 * belongs to one thread and allocates nothing per step.
 *
 * <p>All replicas are in the same phase, each at a step of its own: one whose phase has ended waits
 * for the others. Of the escapes of the phase, rule i is the i-th of {@link
 * org.groksweep.trainer.spec.Phase#escapes()}.
 */
public interface GroupLearner extends AutoCloseable {

  int replicas();

  /**
   * Switches to a phase of the spec, by index: first 0, then one after the other. Rules look at the
   * phase's step 0 here, so a replica may have ended the phase before its first update.
   *
   * @param going the replicas that take part; the others stay as they are for good
   */
  void beginPhase(int phase, BitSet going);

  /**
   * Updates every running replica up to a step of the phase, or to the step at which it ends the
   * phase: where an escape is confirmed that the phase lasts until, or where a batch's loss is not
   * finite, for which no update is done.
   *
   * @param toPhaseStep at most the phase's maxSteps; nothing happens where it is no later step
   */
  void advance(long toPhaseStep);

  /** Whether a replica takes part in the phase and no escape and no loss has ended it. */
  boolean running(int replica);

  /** Updates done in the current phase. */
  long phaseStep(int replica);

  /** Whether the batch loss of the replica's last update was finite. */
  boolean finite(int replica);

  /**
   * The phase step of a rule's first confirmed crossing in this phase; empty until it is confirmed,
   * which is {@link org.groksweep.trainer.spec.EscapeRule#dwell()} steps later.
   */
  OptionalLong crossing(int replica, int rule);

  /** Measures a replica's current weights on the phase's data; changes nothing. */
  Measurement measure(int replica);

  /** A snapshot of a replica's current parameters; changes nothing. */
  Weights weights(int replica);

  @Override
  void close();
}
