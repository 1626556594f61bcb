package org.groksweep.analysis.arrhenius;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.analysis.stats.Interval;

/**
 * Whether escape times are exponential, and their logarithms linear in 1/T.
 *
 * @param weibull the shape of the times' distribution; 1 if exponential
 * @param coxSnell the distance of the residuals from Exp(1); empty without a fit
 * @param curvature c of an added c·(1/T)² term, 0 under the law; TOO_FEW_POINTS below three
 *     temperatures with events
 * @param curvaturePValue of the likelihood-ratio test of c = 0
 * @param aicAdvantage AIC of the power law τ ∝ T^{−c} less AIC of the Arrhenius law, both with two
 *     parameters: above 0 the Arrhenius law is the better; from about 4 on, clearly
 */
public record GoodnessOfFit(
    WeibullShape weibull,
    Optional<CoxSnell> coxSnell,
    Estimate curvature,
    OptionalDouble curvaturePValue,
    OptionalDouble aicAdvantage) {

  private static final String ASSUMPTION =
      "exponential times; interval by profile likelihood of an added quadratic term";

  /**
   * How the bootstrap of the Cox-Snell test is drawn.
   *
   * @param resamples of the Cox-Snell bootstrap, at least 1
   * @param seed of its draws
   */
  public record Bootstrap(int resamples, long seed) {

    public static final Bootstrap DEFAULT = new Bootstrap(499, 0);

    public Bootstrap {
      if (resamples < 1) {
        throw new IllegalArgumentException("resamples: " + resamples + " must be at least 1");
      }
    }
  }

  /**
   * The judgement of a fit; empty where the fit has no value.
   *
   * @param times that the fit was made from
   */
  public static Optional<GoodnessOfFit> of(
      ArrheniusFit fit, List<EscapeTime> times, Bootstrap bootstrap) {
    if (fit.barrier().value().isEmpty()) {
      return Optional.empty();
    }
    GroupedLikelihood likelihood = new GroupedLikelihood(fit.groups(), fit.zeroModes());
    Optional<Double> straight = maximum(likelihood.arrhenius());
    Optional<Double> power = maximum(likelihood.powerLaw());
    Residuals residuals = new Residuals(fit, times);
    Curve curve = curve(likelihood, residuals, new SharedSeeds(times));
    return Optional.of(
        new GoodnessOfFit(
            WeibullShape.of(residuals),
            Optional.of(CoxSnell.of(fit, times, bootstrap.resamples(), bootstrap.seed())),
            curve.coefficient(),
            curve.pValue(),
            straight.isPresent() && power.isPresent()
                ? OptionalDouble.of(2 * (straight.get() - power.get()))
                : OptionalDouble.empty()));
  }

  private static Optional<Double> maximum(ExponentialRegression regression) {
    return regression.maximize().map(ExponentialRegression.Maximum::logLikelihood);
  }

  private record Curve(Estimate coefficient, OptionalDouble pValue) {}

  private static Curve curve(GroupedLikelihood likelihood, Residuals residuals, SharedSeeds seeds) {
    Estimate.Sample sample = residuals.sample(ASSUMPTION);
    if (likelihood.groups().stream().filter(group -> group.events() > 0).count() < 3) {
      return new Curve(Estimate.none(FitStatus.TOO_FEW_POINTS, sample), OptionalDouble.empty());
    }
    ExponentialRegression curved = likelihood.curved();
    Optional<ExponentialRegression.Maximum> best = curved.maximize();
    Optional<ExponentialRegression.Maximum> straight = likelihood.arrhenius().maximize();
    if (best.isEmpty() || straight.isEmpty()) {
      return new Curve(Estimate.none(FitStatus.NOT_CONVERGED, sample), OptionalDouble.empty());
    }
    double scale = likelihood.spread() * likelihood.spread();
    double at = best.get().coefficient(2);
    double error = curved.standardError(2);
    VarianceFactor factor = likelihood.factor(curved, 2, straight.get(), seeds);
    Interval interval =
        ProfileInterval.around(
            c ->
                curved
                    .maximizeWith(2, c)
                    .map(ExponentialRegression.Maximum::logLikelihood)
                    .orElse(Double.NEGATIVE_INFINITY),
            at,
            error,
            factor.drop());
    double ratio = 2 * (best.get().logLikelihood() - straight.get().logLikelihood());
    return new Curve(
        Estimate.of(
            OptionalDouble.of(at / scale),
            OptionalDouble.of(factor.error() * error / scale),
            Estimate.Bounds.of(new Interval(interval.lower() / scale, interval.upper() / scale)),
            FitStatus.OK,
            sample),
        OptionalDouble.of(factor.pValue(ratio)));
  }
}
