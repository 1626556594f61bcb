/**
 * Statistics that the estimators share: proportions, survival curves, logistic and isotonic
 * regression, the bootstrap, and what an estimate is.
 *
 * <p>Pure: the JDK and Hipparchus. Whatever draws random numbers is given its seed.
 */
package org.groksweep.analysis.stats;
