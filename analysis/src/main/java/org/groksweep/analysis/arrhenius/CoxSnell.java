package org.groksweep.analysis.arrhenius;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.groksweep.analysis.stats.KaplanMeier;

/**
 * The distance of the Cox-Snell residuals from Exp(1), judged by a parametric bootstrap.
 *
 * <p>D = sup |S(r) − e^{−r}| with S the Kaplan-Meier curve of the residuals, taken on both sides of
 * every event. Since the mean was fitted, Kolmogorov's table does not apply: p is the share of
 * samples drawn from the fitted law, as correlated within a seed as the trials were, censored at
 * the same budgets and fitted again, whose D is as large, (1 + #)/(1 + resamples).
 *
 * @param distance D, in [0, 1]
 * @param pValue in (0, 1]
 */
public record CoxSnell(double distance, double pValue) {

  // Any odd constant other than SplittableRandom's own gamma keeps the resamples' streams apart.
  private static final long STREAM = 0xD1342543DE82EF95L;

  /**
   * The test of a fit with a value.
   *
   * @param resamples of the bootstrap, at least 1
   * @param seed of its draws
   */
  static CoxSnell of(ArrheniusFit fit, List<EscapeTime> times, int resamples, long seed) {
    DoubleUnaryOperator logMean = temperature -> fit.logMeanTime(temperature).orElseThrow();
    double distance = distance(Residuals.lifetimes(times, fit.unit(), logMean));
    PairedDraws draws = new PairedDraws(new SharedSeeds(times), fit.unit(), logMean);
    int asLarge = 0;
    int fitted = 0;
    for (int resample = 0; resample < resamples; resample++) {
      SplittableRandom random = new SplittableRandom(seed ^ STREAM * (resample + 1L));
      OptionalDouble drawn = distanceAfterFit(fit, draws.draw(random));
      if (drawn.isPresent()) {
        fitted++;
        asLarge += drawn.getAsDouble() >= distance ? 1 : 0;
      }
    }
    return new CoxSnell(distance, (1 + asLarge) / (1.0 + fitted));
  }

  /** Without the intervals of a whole fit, which take most of its time. */
  private static OptionalDouble distanceAfterFit(ArrheniusFit fit, List<EscapeTime> times) {
    List<TemperatureGroup> groups = TemperatureGroup.of(times, fit.unit());
    if (groups.stream().filter(group -> group.events() > 0).count() < 2) {
      return OptionalDouble.empty();
    }
    GroupedLikelihood likelihood = new GroupedLikelihood(groups, fit.zeroModes());
    Optional<ExponentialRegression.Maximum> maximum = likelihood.arrhenius().maximize();
    return maximum.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            distance(
                Residuals.lifetimes(
                    times,
                    fit.unit(),
                    temperature -> likelihood.logMean(maximum.get(), temperature))));
  }

  private static double distance(List<KaplanMeier.Lifetime> residuals) {
    double distance = 0;
    double before = 1;
    for (KaplanMeier.Point point : KaplanMeier.of(residuals).points()) {
      double expected = Math.exp(-point.time());
      distance = Math.max(distance, Math.abs(before - expected));
      distance = Math.max(distance, Math.abs(point.survival() - expected));
      before = point.survival();
    }
    return distance;
  }
}
