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
 * to the square of mean·se(b). Where temperatures share seeds, the correlation of their times
 * within a seed scales both (see {@link SharedSeeds}).
 *
 * @param unit of times and prefactor
 * @param zeroModes z of the offset (z/2)·ln T, 0 without
 * @param groups the data by rising temperature
 * @param barrier b, in the unit of the temperature
 * @param prefactor e^a, in {@code unit} over temperature^{z/2}
 * @param rSquared of the least-squares line through ln(mean time) − (z/2)·ln T over 1/T, each
 *     temperature with events counting once; empty below three of them. Of a set that lies on a
 *     line it says little: six points that rise by a factor of 100 in any smooth way give 0.9
 * @param sharedSeeds seeds with more than one of the trials
 * @param varianceFactor the variance of the barrier over that which independent times would give
 *     it; empty where no seed is shared or there is no fit
 */
public record ArrheniusFit(
    TimeUnit unit,
    int zeroModes,
    List<TemperatureGroup> groups,
    Estimate barrier,
    Estimate prefactor,
    OptionalDouble rSquared,
    long sharedSeeds,
    OptionalDouble varianceFactor) {

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
    SharedSeeds seeds = new SharedSeeds(times);
    Sums sums = Sums.of(groups, seeds.count());
    long temperatures = groups.stream().filter(group -> group.events() > 0).count();
    if (temperatures < 2) {
      boolean waited = !groups.isEmpty() && temperatures == 0;
      FitStatus status = waited ? FitStatus.ALL_CENSORED : FitStatus.TOO_FEW_POINTS;
      return without(Estimate.none(status, sums.sample()), times, unit, zeroModes);
    }
    GroupedLikelihood likelihood = new GroupedLikelihood(groups, zeroModes);
    return likelihood
        .arrhenius()
        .maximize()
        .map(maximum -> with(maximum, likelihood, seeds, sums))
        .orElseGet(
            () ->
                without(
                    Estimate.none(FitStatus.NOT_CONVERGED, sums.sample()), times, unit, zeroModes));
  }

  /** No fit, for the reason that an estimate without a number gives. */
  static ArrheniusFit without(Estimate none, List<EscapeTime> times, TimeUnit unit, int zeroModes) {
    return new ArrheniusFit(
        unit,
        zeroModes,
        TemperatureGroup.of(times, unit),
        none,
        none,
        OptionalDouble.empty(),
        new SharedSeeds(times).count(),
        OptionalDouble.empty());
  }

  private static ArrheniusFit with(
      ExponentialRegression.Maximum maximum,
      GroupedLikelihood likelihood,
      SharedSeeds seeds,
      Sums sums) {
    double scale = likelihood.spread();
    double slope = maximum.coefficient(1) / scale;
    double intercept = maximum.coefficient(0) - slope * likelihood.centre();
    ExponentialRegression regression = likelihood.arrhenius();
    VarianceFactor ofSlope = likelihood.factor(regression, 1, maximum, seeds);
    double slopeError = ofSlope.error() * regression.standardError(1) / scale;
    Interval slopes =
        ProfileInterval.around(
            b -> held(regression, 1, b * scale), slope, slopeError, ofSlope.drop());
    ExponentialRegression uncentred = likelihood.arrheniusWithInterceptAtInfiniteTemperature();
    VarianceFactor ofIntercept = likelihood.factor(uncentred, 0, maximum, seeds);
    double interceptError = ofIntercept.error() * uncentred.standardError(0);
    Interval intercepts =
        ProfileInterval.around(
            a -> held(uncentred, 0, a), intercept, interceptError, ofIntercept.drop());
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
        likelihood.rSquared(),
        sums.sharedSeeds(),
        ofSlope.isEstimated() ? OptionalDouble.of(ofSlope.variance()) : OptionalDouble.empty());
  }

  /** The assumption of the intervals of a fit to trials of which so many seeds have several. */
  static String assumption(long sharedSeeds) {
    if (sharedSeeds == 0) {
      return ASSUMPTION;
    }
    String few =
        sharedSeeds < SharedSeeds.FEW
            ? ", which of fewer than " + SharedSeeds.FEW + " seeds may only widen it"
            : "";
    return "exponential times, correlated between the trials of a seed as observed over %d seeds%s;"
            .formatted(sharedSeeds, few)
        + " standard error from the number of events and that correlation, interval by profile"
        + " likelihood with Godambe's adjustment and Student's t";
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
  private record Sums(long trials, long events, OptionalLong budget, long sharedSeeds) {

    static Sums of(List<TemperatureGroup> groups, long sharedSeeds) {
      return new Sums(
          groups.stream().mapToLong(TemperatureGroup::trials).sum(),
          groups.stream().mapToLong(TemperatureGroup::events).sum(),
          groups.stream().mapToLong(TemperatureGroup::longestBudget).max(),
          sharedSeeds);
    }

    Estimate.Sample sample() {
      return new Estimate.Sample(trials, trials - events, budget, assumption(sharedSeeds));
    }
  }
}
