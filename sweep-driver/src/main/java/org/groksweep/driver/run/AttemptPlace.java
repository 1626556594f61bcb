package org.groksweep.driver.run;

import org.apache.hadoop.fs.Path;

/**
 * Where an attempt works.
 *
 * @param attempt its name
 * @param fingerprint of the numerics that it trains with
 * @param staging its folder on the sweep's file system
 * @param scratch its folder on this machine
 */
record AttemptPlace(String attempt, String fingerprint, Path staging, java.nio.file.Path scratch) {}
