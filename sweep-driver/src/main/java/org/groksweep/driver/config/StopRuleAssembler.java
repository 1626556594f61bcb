package org.groksweep.driver.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.spec.PassageRule;
import org.groksweep.trainer.spec.PassageRule.Direction;
import org.groksweep.trainer.spec.StopRule;

/** Builds a cell's stop rules from its values. */
final class StopRuleAssembler {

  private final SweepConfig config;
  private final FieldGraph graph;

  StopRuleAssembler(SweepConfig config, FieldGraph graph) {
    this.config = config;
    this.graph = graph;
  }

  /** The rules; empty where a part is missing or wrong, which was reported. */
  Optional<List<StopRule>> assemble(Object[] cell) {
    List<StopRule> rules = new ArrayList<>();
    for (int i = 0; i < config.stopRules(); i++) {
      String prefix = "stop." + i + ".";
      boolean above = config.places().containsKey(prefix + "when.above");
      Object threshold = graph.value(cell, prefix + (above ? "when.above" : "when.below"));
      Object dwell = graph.value(cell, prefix + "when.dwell");
      Object every = graph.value(cell, prefix + "every");
      Object extra = graph.value(cell, prefix + "extraSteps");
      Object metric = graph.value(cell, prefix + "when.metric");
      if (CellAssembler.lacks(List.of(threshold, dwell, every, extra, metric))) {
        return Optional.empty();
      }
      PassageRule passage =
          new PassageRule(
              "stop " + (i + 1),
              metric.toString(),
              above ? Direction.ABOVE : Direction.BELOW,
              (Double) threshold,
              Math.toIntExact((Long) dwell));
      rules.add(new StopRule(passage, (Long) every, (Long) extra));
    }
    return Optional.of(rules);
  }
}
