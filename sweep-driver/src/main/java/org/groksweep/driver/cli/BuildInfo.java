package org.groksweep.driver.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What was built, from which revision: written into the jar by the build. */
public final class BuildInfo implements IVersionProvider {

  private static final String RESOURCE = "/org/groksweep/driver/build.properties";

  private final Properties properties = new Properties();

  public BuildInfo() {
    try (InputStream stream = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  String version() {
    return properties.getProperty("version");
  }

  /** The revision that was built; "changed" is added where the tree differed from it. */
  String commit() {
    String changed = properties.getProperty("git.dirty").equals("true") ? ", changed" : "";
    return properties.getProperty("git.commit") + changed;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "groksweep %s (%s, %s)".formatted(version(), commit(), properties.getProperty("platform")),
      "Spark %s, Java %s"
          .formatted(properties.getProperty("spark.version"), System.getProperty("java.version"))
    };
  }
}
