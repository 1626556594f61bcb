package org.groksweep.analysis.events;

/**
 * What kind of trial it was; the names are those of Varma et al. 2023 and Lyu et al. 2024. {@link
 * EventRules} holds the thresholds.
 */
public enum Outcome {
  /** A loss was not finite. */
  DIVERGED,
  /** Neither memorized nor generalized. */
  CONFUSION,
  /** Memorized, never generalized, and its last test values are below the semi threshold. */
  MEMORIZED,
  /** The same, but its last test values are at least at the semi threshold. */
  SEMI,
  /** Generalized long after it memorized, and still at the end. */
  GROK,
  /** Generalized together with memorizing, or without, and still at the end. */
  IMMEDIATE,
  /** Generalized in one phase and lost it by the end of a later one. */
  UNGROK,
  /** Generalized and lost it by the end of the same phase: misgrokking. */
  MIS
}
