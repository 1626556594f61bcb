/**
 * One trial, or a group of trials that differ in seeds, from the first step to its outcome: phases,
 * recorded steps, stop rules, passages; and the states from which it goes on where it was
 * interrupted.
 */
package org.groksweep.trainer.loop;
