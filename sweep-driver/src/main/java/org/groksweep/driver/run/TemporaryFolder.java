package org.groksweep.driver.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder of this machine for the files of one attempt. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("groksweep-");
  }

  /** Removes the folder and the files in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
