package org.groksweep.driver.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.groksweep.trainer.metrics.MetricNames;
import org.groksweep.trainer.probe.Probes;
import org.groksweep.trainer.spec.PassageRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A passage rule as one word of the command line: {@code generalized=test_accuracy>=0.9 for 3}. */
final class RuleText implements ITypeConverter<PassageRule> {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<name>memorized|generalized)\\s*=\\s*(?<metric>\\w+)\\s*(?<side>>=|<=)"
              + "\\s*(?<threshold>[^\\s]+)(?:\\s+for\\s+(?<dwell>\\d{1,9}))?");

  @Override
  public PassageRule convert(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' must be such as 'generalized=test_accuracy>=0.9 for 3', or begin with memorized="
              .formatted(text));
    }
    String metric = matcher.group("metric");
    Probes probes = Probes.load();
    MetricNames names = new MetricNames(probes.columns(probes.names()));
    if (!names.has(metric)) {
      throw new TypeConversionException(
          "'%s' must be one of %s".formatted(metric, String.join(", ", names.examples())));
    }
    String dwell = matcher.group("dwell");
    try {
      return new PassageRule(
          matcher.group("name"),
          metric,
          matcher.group("side").equals(">=")
              ? PassageRule.Direction.ABOVE
              : PassageRule.Direction.BELOW,
          Double.parseDouble(matcher.group("threshold")),
          dwell == null ? PassageRule.DEFAULT_DWELL : Integer.parseInt(dwell));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s' must be a number".formatted(matcher.group("threshold")));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
