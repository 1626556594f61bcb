package org.groksweep.analysis.arrhenius;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * All escape times at one temperature. Number of events and total time are sufficient for every
 * exponential fit.
 *
 * @param temperature T
 * @param trials all of them
 * @param events those that escaped
 * @param totalTime of all trials, in {@code unit}
 * @param longestBudget in steps
 * @param variation standard deviation over mean of the times, 1 for exponential ones; empty where a
 *     time is censored or there are fewer than two
 * @param unit of times
 */
public record TemperatureGroup(
    double temperature,
    long trials,
    long events,
    double totalTime,
    long longestBudget,
    OptionalDouble variation,
    TimeUnit unit) {

  static final String ASSUMPTION =
      "exponential times; 2 * events * estimate / mean is chi-square with 2 * events degrees of"
          + " freedom (exact without censoring)";

  /** The groups of some trials, by rising temperature. */
  public static List<TemperatureGroup> of(List<EscapeTime> times, TimeUnit unit) {
    Map<Double, List<EscapeTime>> byTemperature =
        times.stream()
            .collect(
                Collectors.groupingBy(EscapeTime::temperature, TreeMap::new, Collectors.toList()));
    return byTemperature.entrySet().stream()
        .map(group -> ofOne(group.getKey(), group.getValue(), unit))
        .toList();
  }

  private static TemperatureGroup ofOne(double temperature, List<EscapeTime> times, TimeUnit unit) {
    long events = times.stream().filter(EscapeTime::escaped).count();
    // Sorted, so that a sum does not depend on the order of the trials.
    double[] sorted =
        times.stream().mapToDouble(t -> unit.of(t.steps(), t.learningRate())).sorted().toArray();
    double total = 0;
    for (double time : sorted) {
      total += time;
    }
    return new TemperatureGroup(
        temperature,
        times.size(),
        events,
        total,
        times.stream().mapToLong(EscapeTime::budget).max().orElseThrow(),
        events == times.size() ? variation(sorted, total) : OptionalDouble.empty(),
        unit);
  }

  private static OptionalDouble variation(double[] times, double total) {
    if (times.length < 2) {
      return OptionalDouble.empty();
    }
    double mean = total / times.length;
    double squares = 0;
    for (double time : times) {
      squares += (time - mean) * (time - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (times.length - 1)) / mean);
  }

  /**
   * The maximum-likelihood mean Σt/Σd with the interval 2Σt/χ²(2Σd): exact without censoring,
   * liberal with few events under a budget (coverage .92 at ten). Without events there is only a
   * lower bound, Σt/ln 20: a longer wait in vain has probability 1/20 there.
   */
  public Estimate meanTime() {
    Estimate.Sample sample =
        new Estimate.Sample(trials, trials - events, OptionalLong.of(longestBudget), ASSUMPTION);
    if (events == 0) {
      double lower = totalTime / -Math.log(1 - Estimate.LEVEL);
      return Estimate.of(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          new Estimate.Bounds(OptionalDouble.of(lower), OptionalDouble.empty()),
          FitStatus.ALL_CENSORED,
          sample);
    }
    double mean = totalTime / events;
    ChiSquaredDistribution distribution = new ChiSquaredDistribution(2.0 * events);
    double tail = (1 - Estimate.LEVEL) / 2;
    return Estimate.of(
        OptionalDouble.of(mean),
        OptionalDouble.of(mean / Math.sqrt((double) events)),
        new Estimate.Bounds(
            OptionalDouble.of(2 * totalTime / distribution.inverseCumulativeProbability(1 - tail)),
            OptionalDouble.of(2 * totalTime / distribution.inverseCumulativeProbability(tail))),
        FitStatus.OK,
        sample);
  }
}
