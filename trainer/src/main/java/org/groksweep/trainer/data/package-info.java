/**
 * The examples that trials learn from, one class per task, and how a seed splits them.
 *
 * <p>A task is a {@link org.groksweep.trainer.data.TaskFamily} that ServiceLoader finds, so a
 * user's jar can add one.
 */
package org.groksweep.trainer.data;
