/**
 * Further measurements of a trial's weights, found through ServiceLoader: an interface, the table
 * of those at hand, and the ones of this module.
 *
 * <p>Beside the JDK only {@link org.groksweep.trainer.spec}, {@link org.groksweep.trainer.metrics}
 * and {@link org.groksweep.trainer.engine.Weights} are used here.
 */
package org.groksweep.trainer.probe;
