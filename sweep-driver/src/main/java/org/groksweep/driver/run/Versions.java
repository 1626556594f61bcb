package org.groksweep.driver.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.groksweep.trainer.spec.CanonicalJson;

/** What this process consists of: the provenance of what is trained in it. */
public final class Versions {

  private static final String BUILD = "/org/groksweep/driver/build.properties";
  private static final String CPU_KEY = "model name";

  private Versions() {}

  /**
   * Versions and machine as a JSON object with the keys groksweep and git (of a packaged build),
   * java, os, cpu, threads (that each trial uses).
   */
  public static String ofThisProcess() {
    Map<String, String> versions = new TreeMap<>();
    Properties build = build();
    versions.put("groksweep", build.getProperty("version", "unpackaged"));
    versions.put("git", build.getProperty("git.commit", "unpackaged"));
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put(
        "os",
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    versions.put("cpu", cpu());
    versions.put("threads", "1");
    return CanonicalJson.of(versions);
  }

  private static Properties build() {
    Properties properties = new Properties();
    try (InputStream stream = Versions.class.getResourceAsStream(BUILD)) {
      if (stream != null) {
        properties.load(stream);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BUILD, e);
    }
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith(CPU_KEY))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      // Not Linux: the architecture must do.
      return System.getProperty("os.arch");
    }
  }
}
