package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the problems of one cell; where each was written is filled in from the config. */
final class CellReport {

  private final SweepConfig config;
  private final List<ConfigProblem> problems = new ArrayList<>();

  CellReport(SweepConfig config) {
    this.config = config;
  }

  void refuse(String path, String value, String rule) {
    refuse(new ConfigProblem(config.place(path), path, value, rule, Optional.empty()));
  }

  void refuse(String path, String value, String rule, String hint) {
    refuse(new ConfigProblem(config.place(path), path, value, rule, Optional.of(hint)));
  }

  void refuse(ConfigProblem problem) {
    problems.add(problem);
  }

  List<ConfigProblem> problems() {
    return problems;
  }
}
