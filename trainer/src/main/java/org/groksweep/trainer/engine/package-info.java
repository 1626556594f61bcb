/**
 * What trains: engines behind one interface, the models that they know, and the pure table that
 * assigns an engine to a spec.
 */
package org.groksweep.trainer.engine;
