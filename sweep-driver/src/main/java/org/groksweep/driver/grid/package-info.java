/** The grid of a sweep as pure numbers: axes, their product, and the place of each cell in it. */
package org.groksweep.driver.grid;
