/** Text of a YAML 1.2 file to a small tree whose nodes know where they were written. */
package org.groksweep.driver.config.yaml;
