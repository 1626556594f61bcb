/** Estimates from the metrics of sweeps; only {@code job} knows Spark. */
package org.groksweep.analysis;
