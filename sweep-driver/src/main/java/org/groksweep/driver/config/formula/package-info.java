/** Expressions over the fields of a config: a small closed language, evaluated at plan time. */
package org.groksweep.driver.config.formula;
