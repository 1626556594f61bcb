package org.groksweep.driver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put the jar and what it needs beside it. */
final class GroksweepJar {

  private GroksweepJar() {}

  static Path root() {
    return Path.of(System.getProperty("groksweep.root"));
  }

  static Path file() {
    return root().resolve("sweep-driver/target/groksweep.jar");
  }

  /** The jars of Spark as Maven resolved them, separated by colons. */
  static String sparkClassPath() throws IOException {
    return Files.readString(root().resolve("analysis/target/spark.classpath")).strip();
  }
}
