package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects what is wrong with one config. */
final class Problems implements Consumer<ConfigProblem> {

  private final List<ConfigProblem> all = new ArrayList<>();

  @Override
  public void accept(ConfigProblem problem) {
    if (!all.contains(problem)) {
      all.add(problem);
    }
  }

  void add(String place, String key, String value, String rule) {
    accept(new ConfigProblem(place, key, value, rule, Optional.empty()));
  }

  void add(String place, String key, String value, String rule, Optional<String> hint) {
    accept(new ConfigProblem(place, key, value, rule, hint));
  }

  void add(String place, String key, String value, String rule, String hint) {
    accept(new ConfigProblem(place, key, value, rule, Optional.of(hint)));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * @throws ConfigException with all problems so far, if there are any
   */
  void throwIfAny(String source) {
    if (!all.isEmpty()) {
      throw new ConfigException(source, all);
    }
  }
}
