package org.groksweep.analysis.arrhenius;

import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.analysis.stats.Interval;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Are escape times exponential? The Weibull shape k common to all temperatures, in ln t = a + b/T +
 * (1/k)·ln Exp(1), with a and b free again: k = 1 is the exponential, k above 1 says that escapes
 * wait for an incubation (the way from the start to the metastable state and over the saddle).
 *
 * <p>With r = t over the exponential fit's mean, the log-likelihood is Σ d(ln k + k·ln r − η) −
 * r^k·e^{−η}: for a given k an exponential regression of r^k, and concave in k. Interval and test
 * are scaled by the correlation within seeds, as those of {@link ArrheniusFit}.
 *
 * @param shape k, with its profile-likelihood interval
 * @param pValue of the likelihood-ratio test of k = 1; empty without an estimate
 */
public record WeibullShape(Estimate shape, OptionalDouble pValue) {

  private static final double SMALLEST = 0.01;
  private static final double LARGEST = 100;
  private static final double ACCURACY = 1e-10;
  private static final int MAX_EVALUATIONS = 200;
  private static final String ASSUMPTION =
      "Weibull times of one shape at all temperatures; interval by profile likelihood";

  /**
   * The shape.
   *
   * @param residuals of the trials of an exponential fit with status OK
   * @return status TOO_FEW_POINTS where no k in [0.01, 100] is the best: with one event per
   *     temperature any larger one is better
   */
  static WeibullShape of(Residuals residuals) {
    Optional<Interval> bracket = bracket(residuals);
    if (bracket.isEmpty()) {
      return none(residuals, FitStatus.TOO_FEW_POINTS);
    }
    double shape =
        new BrentSolver(ACCURACY)
            .solve(
                MAX_EVALUATIONS,
                k -> slope(residuals, k).orElseThrow(),
                bracket.get().lower(),
                bracket.get().upper());
    // Fisher: the information on ln k is about π²/6 per event, at any k.
    double error = shape / Math.sqrt(Math.PI * Math.PI / 6 * residuals.events());
    VarianceFactor factor =
        residuals.factor(shape, residuals.regression(shape).maximize().orElseThrow());
    Interval logs =
        ProfileInterval.around(
            log -> logLikelihood(residuals, Math.exp(log)),
            Math.log(shape),
            error / shape,
            factor.drop());
    double ratio = 2 * (logLikelihood(residuals, shape) - logLikelihood(residuals, 1));
    return new WeibullShape(
        Estimate.of(
            OptionalDouble.of(shape),
            OptionalDouble.of(factor.error() * error),
            Estimate.Bounds.of(new Interval(Math.exp(logs.lower()), Math.exp(logs.upper()))),
            FitStatus.OK,
            residuals.sample(ASSUMPTION)),
        OptionalDouble.of(factor.pValue(ratio)));
  }

  /** Two shapes with a factor 2 between them at which the likelihood rises and falls. */
  private static Optional<Interval> bracket(Residuals residuals) {
    double rising = 1;
    while (rising >= SMALLEST && slope(residuals, rising).orElse(0) < 0) {
      rising /= 2;
    }
    double falling = 2 * rising;
    while (falling <= LARGEST && slope(residuals, falling).orElse(0) > 0) {
      falling *= 2;
    }
    return rising < SMALLEST || falling > LARGEST
        ? Optional.empty()
        : Optional.of(new Interval(falling / 2, falling));
  }

  private static WeibullShape none(Residuals residuals, FitStatus status) {
    return new WeibullShape(
        Estimate.none(status, residuals.sample(ASSUMPTION)), OptionalDouble.empty());
  }

  private static double logLikelihood(Residuals residuals, double shape) {
    return residuals
        .regression(shape)
        .maximize()
        .map(
            maximum ->
                maximum.logLikelihood()
                    + residuals.events() * Math.log(shape)
                    + (shape - 1) * residuals.sumOfEventLogs())
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /** The derivative of the profile log-likelihood: that at fixed other coefficients. */
  private static OptionalDouble slope(Residuals residuals, double shape) {
    Optional<ExponentialRegression.Maximum> maximum = residuals.regression(shape).maximize();
    return maximum.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            residuals.events() / shape
                + residuals.sumOfEventLogs()
                - residuals.weightedLogs(shape, maximum.get()));
  }
}
