package org.groksweep.driver.config;

import java.util.List;
import java.util.Optional;
import org.groksweep.trainer.metrics.MetricNames;
import org.groksweep.trainer.probe.Probe;
import org.groksweep.trainer.probe.Probes;

/** Which metrics a config's rules may look at: those of every row and of the probes it names. */
final class Metrics {

  private final Probes atHand;
  private final MetricNames names;
  private final Problems problems;

  /**
   * @param named the config's probes, all of which are at hand
   */
  Metrics(Probes atHand, List<String> named, Problems problems) {
    this.atHand = atHand;
    this.names = new MetricNames(atHand.columns(named));
    this.problems = problems;
  }

  /** Refuses a metric that no row has. */
  void check(String place, String path, Object metric) {
    String name = metric.toString();
    if (!names.has(name)) {
      String rule = "must be one of " + String.join(", ", names.examples());
      problems.add(place, path, name, rule, hint(name));
    }
  }

  private Optional<String> hint(String name) {
    for (Probe probe : atHand.all()) {
      if (new MetricNames(probe.columns()).probeColumn(name).isPresent()) {
        return Optional.of("add it by probes: [" + probe.name() + "]");
      }
    }
    return DidYouMean.hint(name, names.examples());
  }
}
