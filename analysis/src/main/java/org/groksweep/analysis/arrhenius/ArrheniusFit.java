package org.groksweep.analysis.arrhenius;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.analysis.stats.Interval;

/**
 * The maximum-likelihood fit of ln t = a + b/T + (z/2)·ln T + ln Exp(1) to censored escape times: b
 * is the barrier, e^a the prefactor, z a known number of zero modes.
 *
 * <p>Barrier and prefactor come with profile-likelihood intervals. The standard error of b is
 * Fisher's, 1/√(Σ d(1/T − mean)²) over the events d, its mean weighted by them; that of a adds 1/Σd
 * to the square of mean·se(b).
 *
 * @param unit of times and prefactor
 * @param zeroModes z of the offset (z/2)·ln T, 0 without
 * @param groups the data by rising temperature
 * @param barrier b, in the unit of the temperature
 * @param prefactor e^a, in {@code unit} over temperature^{z/2}
 * @param rSquared of the least-squares line through ln(mean time) − (z/2)·ln T over 1/T, each
 *     temperature with events counting once; empty below three of them. Of a set that lies on a
 *     line it says little: six points that rise by a factor of 100 in any smooth way give 0.9
 */
public record ArrheniusFit(
    TimeUnit unit,
    int zeroModes,
    List<TemperatureGroup> groups,
    Estimate barrier,
    Estimate prefactor,
    OptionalDouble rSquared) {

  static final String ASSUMPTION =
      "exponential times, known variance of ln t; standard error from the number of events,"
          + " interval by profile likelihood";

  public ArrheniusFit {
    groups = List.copyOf(groups);
  }

  /**
   * The fit. Its status is ALL_CENSORED where nothing escaped, TOO_FEW_POINTS where something
   * escaped at fewer than two temperatures: the likelihood then has no maximum.
   *
   * @param times in any order, temperatures by one definition
   * @param unit in which they are fitted
   * @param zeroModes the known z, 0 without
   * @throws IllegalArgumentException if a temperature is 0
   */
  public static ArrheniusFit of(List<EscapeTime> times, TimeUnit unit, int zeroModes) {
    if (times.stream().anyMatch(time -> time.temperature() == 0)) {
      throw new IllegalArgumentException("temperature: 0 has no place on an axis of 1/temperature");
    }
    List<TemperatureGroup> groups = TemperatureGroup.of(times, unit);
    Sums sums = Sums.of(groups);
    long temperatures = groups.stream().filter(group -> group.events() > 0).count();
    if (temperatures < 2) {
      boolean waited = !groups.isEmpty() && temperatures == 0;
      FitStatus status = waited ? FitStatus.ALL_CENSORED : FitStatus.TOO_FEW_POINTS;
      return without(status, groups, sums, unit, zeroModes);
    }
    GroupedLikelihood likelihood = new GroupedLikelihood(groups, zeroModes);
    return likelihood
        .arrhenius()
        .maximize()
        .map(maximum -> with(maximum, likelihood, sums))
        .orElseGet(() -> without(FitStatus.NOT_CONVERGED, groups, sums, unit, zeroModes));
  }

  private static ArrheniusFit without(
      FitStatus status, List<TemperatureGroup> groups, Sums sums, TimeUnit unit, int zeroModes) {
    Estimate none = Estimate.none(status, sums.sample());
    return new ArrheniusFit(unit, zeroModes, groups, none, none, OptionalDouble.empty());
  }

  private static ArrheniusFit with(
      ExponentialRegression.Maximum maximum, GroupedLikelihood likelihood, Sums sums) {
    double scale = likelihood.spread();
    double slope = maximum.coefficient(1) / scale;
    double intercept = maximum.coefficient(0) - slope * likelihood.centre();
    double slopeError = sums.relativeError() / scale;
    double interceptError = Math.hypot(sums.relativeError(), likelihood.centre() * slopeError);
    ExponentialRegression regression = likelihood.arrhenius();
    Interval slopes =
        ProfileInterval.around(b -> held(regression, 1, b * scale), slope, slopeError);
    ExponentialRegression uncentred = likelihood.arrheniusWithInterceptAtInfiniteTemperature();
    Interval intercepts =
        ProfileInterval.around(a -> held(uncentred, 0, a), intercept, interceptError);
    double prefactor = Math.exp(intercept);
    List<TemperatureGroup> groups = likelihood.groups();
    return new ArrheniusFit(
        groups.get(0).unit(),
        likelihood.zeroModes(),
        groups,
        Estimate.of(
            OptionalDouble.of(slope),
            OptionalDouble.of(slopeError),
            Estimate.Bounds.of(slopes),
            FitStatus.OK,
            sums.sample()),
        Estimate.of(
            OptionalDouble.of(prefactor),
            OptionalDouble.of(prefactor * interceptError),
            Estimate.Bounds.of(
                new Interval(Math.exp(intercepts.lower()), Math.exp(intercepts.upper()))),
            FitStatus.OK,
            sums.sample()),
        likelihood.rSquared());
  }

  private static double held(ExponentialRegression regression, int coefficient, double value) {
    return regression
        .maximizeWith(coefficient, value)
        .map(ExponentialRegression.Maximum::logLikelihood)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** ln of the fitted mean time, in {@code unit}; empty where there is no fit. */
  public OptionalDouble logMeanTime(double temperature) {
    if (barrier.value().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Math.log(prefactor.value().getAsDouble())
            + barrier.value().getAsDouble() / temperature
            + zeroModes / 2.0 * Math.log(temperature));
  }

  /** Totals over the groups. */
  private record Sums(long trials, long events, OptionalLong budget) {

    static Sums of(List<TemperatureGroup> groups) {
      return new Sums(
          groups.stream().mapToLong(TemperatureGroup::trials).sum(),
          groups.stream().mapToLong(TemperatureGroup::events).sum(),
          groups.stream().mapToLong(TemperatureGroup::longestBudget).max());
    }

    /** The relative standard error of a mean of so many exponential times. */
    double relativeError() {
      return 1 / Math.sqrt((double) events);
    }

    Estimate.Sample sample() {
      return new Estimate.Sample(trials, trials - events, budget, ASSUMPTION);
    }
  }
}
