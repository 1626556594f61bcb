package org.groksweep.driver.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.groksweep.analysis.events.EventRules;
import org.groksweep.analysis.job.AnalysisRequest;
import org.groksweep.analysis.job.SizeAxis;
import org.groksweep.driver.config.ConfigException;
import org.groksweep.driver.plan.SweepPlan;
import org.groksweep.trainer.spec.AxisValue;
import org.groksweep.trainer.spec.PassageRule;
import picocli.CommandLine.Option;

/**
 * What the user may say about an analysis, and what the sweep's plan says where the user does not.
 */
final class AnalysisOptions {

  @Option(
      names = "--over",
      paramLabel = "PATH",
      description =
          "The data size of critical sizes, as task.dataFraction (default: the sweep's axis that is"
              + " one, a later phase's before the task's).")
  private Optional<String> over = Optional.empty();

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      converter = RuleText.class,
      description =
          "What counts as memorized or generalized, as 'generalized=test_accuracy>=0.9 for 3'"
              + " (default: the passages of the sweep's newest config).")
  private List<PassageRule> rules = List.of();

  AnalysisOptions() {}

  /** Those of an analysis that has been made: only what its critical sizes are over matters. */
  AnalysisOptions(Optional<String> over) {
    this.over = over;
  }

  /**
   * What to ask of a sweep's analysis.
   *
   * @throws ConfigException if the sweep does not vary what {@code --over} names
   */
  AnalysisRequest request(SweepPlan plan) {
    return new AnalysisRequest(
        new EventRules(
            rule(plan, PassageRule.MEMORIZED),
            rule(plan, PassageRule.GENERALIZED),
            EventRules.DEFAULT_SEMI,
            EventRules.DEFAULT_IMMEDIATE_FACTOR),
        sizeAxis(axes(plan)));
  }

  /** The paths of all axes that a trial of the plan stands on, without the seed. */
  static Set<String> axes(SweepPlan plan) {
    return plan.bundles().stream()
        .flatMap(bundle -> bundle.trials().stream())
        .flatMap(trial -> trial.axes().stream())
        .map(AxisValue::path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<SizeAxis> sizeAxis(Set<String> axes) {
    // In the alphabet phases come before task, as they should: they are what is varied last.
    List<String> sizes = axes.stream().filter(SizeAxis::isSize).toList();
    if (over.isEmpty()) {
      return sizes.stream().findFirst().map(SizeAxis::new);
    }
    if (!sizes.contains(over.get())) {
      String known =
          sizes.isEmpty() ? "the sweep varies no data size" : "such as " + String.join(", ", sizes);
      throw ConfigException.ofCommandLine(
          "--over",
          over.get(),
          "must be an axis of the sweep that is a data size",
          Optional.of(known));
    }
    return over.map(SizeAxis::new);
  }

  private PassageRule rule(SweepPlan plan, PassageRule standard) {
    return rules.stream()
        .filter(rule -> rule.name().equals(standard.name()))
        .reduce((first, last) -> last)
        .or(
            () ->
                plan.observation().passages().stream()
                    .filter(rule -> rule.name().equals(standard.name()))
                    .findFirst())
        .orElse(standard);
  }
}
