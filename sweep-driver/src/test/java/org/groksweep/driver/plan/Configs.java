package org.groksweep.driver.plan;

import java.util.List;
import org.groksweep.driver.config.ConfigReader;
import org.groksweep.driver.config.Families;
import org.groksweep.driver.config.SweepConfig;

/** A small good config and changes of its lines, for the tests of plans. */
final class Configs {

  static final String BASE =
      """
      name: base
      task: {type: digits, dataFraction: 0.1}
      model: {type: mlp, depth: 2, width: 8}
      optimizer: {type: adamw, learningRate: 0.01}
      maxSteps: 100
      seeds: 2
      """;

  private Configs() {}

  static SweepConfig read(String text, String... sets) {
    return ConfigReader.read("test.yaml", text, List.of(sets), Families.load());
  }

  static SweepPlan plan(String text, String... sets) {
    return SweepPlanner.standard().plan(read(text, sets));
  }
}
