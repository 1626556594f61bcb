package org.groksweep.driver.run;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * A file by which a driver tells its attempts, wherever they are, not to start. Executors cannot be
 * asked, and their clocks need not agree with the driver's.
 */
final class StopMark {

  private static final String NAME = "stop";

  private StopMark() {}

  static void set(SweepDirectory directory, String driver) throws IOException {
    directory.files().create(path(directory, driver), true).close();
  }

  static boolean isSet(SweepDirectory directory, String driver) throws IOException {
    return directory.files().exists(path(directory, driver));
  }

  private static Path path(SweepDirectory directory, String driver) {
    return new Path(new Path(directory.staging(), driver), NAME);
  }
}
