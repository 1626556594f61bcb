/** Rules on the whole code base; this module is the one that sees all others. */
package org.groksweep.driver.architecture;
