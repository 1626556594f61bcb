package org.groksweep.trainer.spec;

/**
 * What is learned: a record of the settings that decide the examples, without their number.
 *
 * <p>Implemented by a record per task, so that its components are its part of a trial's identity.
 */
public interface TaskSpec extends Typed {}
