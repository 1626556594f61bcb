/** The user's YAML file: read strictly, every problem reported at once, resolved to numbers. */
package org.groksweep.driver.config;
