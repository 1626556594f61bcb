/** Files of saved weights, the same bytes for the same weights. */
package org.groksweep.trainer.weights;
