/**
 * What was chosen for a trial: immutable records, resolved to numbers, free of engines and files.
 *
 * <p>Start at {@link org.groksweep.trainer.spec.TrialSpec}. Only the JDK is used here. Whatever is
 * part of {@link org.groksweep.trainer.spec.TrialSpec} is part of a trial's identity; what only
 * says how to watch it is in {@link org.groksweep.trainer.spec.Observation}.
 */
package org.groksweep.trainer.spec;
