package org.groksweep.driver.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.config.ConfigProblem;
import org.groksweep.driver.run.SweepDirectory;

/** Sweeps' directories as the user names them. */
final class Sweeps {

  private Sweeps() {}

  /**
   * The directories' full locations.
   *
   * @throws ConfigException that names every one that holds no sweep
   */
  static List<String> locations(List<String> names) throws IOException {
    List<String> locations = new ArrayList<>();
    List<ConfigProblem> problems = new ArrayList<>();
    for (String name : names) {
      SweepDirectory directory = SweepDirectory.at(name, new Configuration());
      if (!directory.isSweep()) {
        problems.add(
            new ConfigProblem(
                0,
                "DIR",
                name,
                "must be a sweep's directory",
                Optional.of("it has no plans/0001.json")));
      }
      locations.add(directory.location());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException("command line", problems);
    }
    return List.copyOf(locations);
  }
}
