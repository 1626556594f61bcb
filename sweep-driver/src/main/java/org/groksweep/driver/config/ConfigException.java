package org.groksweep.driver.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The user's input is wrong: every problem at once. The command line turns it into exit code 2. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  /**
   * @param source what was read, such as a file's name
   * @param problems at least one
   */
  public ConfigException(String source, List<ConfigProblem> problems) {
    super(
        problems.stream()
            .map(ConfigProblem::toString)
            .collect(Collectors.joining("\n  ", source + ":\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  /** One problem with what stands on the command line, which has no line of a file. */
  public static ConfigException ofCommandLine(
      String key, String value, String rule, Optional<String> hint) {
    return new ConfigException(
        "command line", List.of(new ConfigProblem("", key, value, rule, hint)));
  }

  public List<ConfigProblem> problems() {
    return problems;
  }
}
