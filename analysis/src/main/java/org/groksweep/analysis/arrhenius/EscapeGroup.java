package org.groksweep.analysis.arrhenius;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;

/**
 * All waits for one escape that differ in nothing but temperature and seed: their mean times by
 * temperature, and their fits.
 */
public final class EscapeGroup {

  /** A Weibull shape above it says that an incubation is to be dropped (papers.md D6.3). */
  private static final double INCUBATING_SHAPE = 1.2;

  private static final String MISSING =
      "trials that crashed, ran out of time, diverged or were stopped are missing";

  private final List<Wait> waits;
  private final EscapeTheory theory;

  /**
   * A group.
   *
   * @param waits at least one, in any order
   * @param theory of their escape
   */
  public EscapeGroup(List<Wait> waits, EscapeTheory theory) {
    this.waits = List.copyOf(waits);
    this.theory = theory;
  }

  /**
   * A fit with its judgement.
   *
   * @param unit of times and prefactor
   * @param zeroModes known offset of the fit, 0 without
   * @param incubationSteps dropped from the start of every wait, 0 without
   * @param fit the law
   * @param goodness empty where the fit has no value
   */
  public record Fitted(
      TimeUnit unit,
      int zeroModes,
      long incubationSteps,
      ArrheniusFit fit,
      Optional<GoodnessOfFit> goodness) {}

  /** The mean time at each temperature, by rising temperature. */
  public Map<Double, Estimate> meanTimes(TimeUnit unit) {
    Map<Double, Estimate> means = new TreeMap<>();
    Map<Double, List<Wait>> byTemperature =
        waits.stream().collect(Collectors.groupingBy(Wait::temperature));
    byTemperature.forEach(
        (temperature, here) ->
            means.put(
                temperature,
                isComplete(here)
                    ? TemperatureGroup.of(times(here), unit).get(0).meanTime()
                    : Estimate.none(FitStatus.INCOMPLETE, sample(here))));
    return means;
  }

  /** Standard deviation over mean of the times at each temperature where all escaped. */
  public Map<Double, OptionalDouble> variations(TimeUnit unit) {
    Map<Double, OptionalDouble> variations = new LinkedHashMap<>();
    for (TemperatureGroup group : TemperatureGroup.of(times(known(waits)), unit)) {
      variations.put(group.temperature(), group.variation());
    }
    return variations;
  }

  /**
   * The fits in a unit: without zero modes; with the theory's, where it has a number of them that
   * may be used; and, where a fit's Weibull shape is clearly above 1.2, once more without the
   * incubation. None where a temperature is 0.
   *
   * @param incubationSteps how long a trial takes to settle, if known
   * @param bootstrap of the judgement; empty for fits alone
   */
  public List<Fitted> fits(
      TimeUnit unit, OptionalLong incubationSteps, Optional<GoodnessOfFit.Bootstrap> bootstrap) {
    List<Fitted> fits = new ArrayList<>();
    if (waits.stream().anyMatch(wait -> wait.temperature() == 0)) {
      return fits;
    }
    for (int zeroModes : theory.usableZeroModes()) {
      Fitted fitted = fitted(unit, zeroModes, 0, bootstrap);
      fits.add(fitted);
      if (incubationSteps.isPresent() && incubates(fitted)) {
        fits.add(fitted(unit, zeroModes, incubationSteps.getAsLong(), bootstrap));
      }
    }
    return fits;
  }

  private Fitted fitted(
      TimeUnit unit,
      int zeroModes,
      long incubationSteps,
      Optional<GoodnessOfFit.Bootstrap> bootstrap) {
    if (!isComplete(waits)) {
      Estimate none = Estimate.none(FitStatus.INCOMPLETE, sample(waits));
      return new Fitted(
          unit,
          zeroModes,
          incubationSteps,
          ArrheniusFit.without(none, times(known(waits)), unit, zeroModes),
          Optional.empty());
    }
    List<EscapeTime> times = Incubation.dropped(times(waits), incubationSteps);
    ArrheniusFit fit = ArrheniusFit.of(times, unit, zeroModes);
    return new Fitted(
        unit,
        zeroModes,
        incubationSteps,
        fit,
        bootstrap.flatMap(drawn -> GoodnessOfFit.of(fit, times, drawn)));
  }

  private static boolean incubates(Fitted fitted) {
    return fitted
        .goodness()
        .map(GoodnessOfFit::weibull)
        .filter(weibull -> weibull.shape().lower().orElse(0) > 1)
        .map(weibull -> weibull.shape().value().orElse(1) > INCUBATING_SHAPE)
        .orElse(false);
  }

  private static boolean isComplete(List<Wait> waits) {
    return waits.stream().noneMatch(wait -> wait.end() == Wait.End.MISSING);
  }

  private static List<Wait> known(List<Wait> waits) {
    return waits.stream().filter(wait -> wait.end() != Wait.End.MISSING).toList();
  }

  private static List<EscapeTime> times(List<Wait> waits) {
    return waits.stream().map(Wait::time).toList();
  }

  private static Estimate.Sample sample(List<Wait> waits) {
    return new Estimate.Sample(
        waits.size(),
        waits.stream().filter(wait -> wait.end() == Wait.End.BUDGET).count(),
        waits.stream().mapToLong(Wait::budget).max(),
        MISSING);
  }
}
