/** Trains committed trials again and compares their rows with the stored ones. */
package org.groksweep.driver.replay;
