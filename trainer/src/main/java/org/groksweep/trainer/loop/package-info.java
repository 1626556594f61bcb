/** One trial from its first step to its outcome: phases, recorded steps, stop rules, passages. */
package org.groksweep.trainer.loop;
