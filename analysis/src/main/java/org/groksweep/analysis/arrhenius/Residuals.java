package org.groksweep.analysis.arrhenius;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.KaplanMeier;

/**
 * The Cox-Snell residuals r = t / exp(η) of an exponential fit: a sample of Exp(1), censored where
 * the times are, if the law holds.
 */
final class Residuals {

  private final ArrheniusFit fit;
  private final List<EscapeTime> times;
  private final GroupedLikelihood likelihood;
  // [group][trial], by rising residual.
  private final double[][] byGroup;
  private final double sumOfEventLogs;

  /** Of the trials that a fit with a value was made from. */
  Residuals(ArrheniusFit fit, List<EscapeTime> times) {
    this.fit = fit;
    this.times = times.stream().sorted(SharedSeeds.ORDER).toList();
    this.likelihood = new GroupedLikelihood(fit.groups(), fit.zeroModes());
    this.byGroup = new double[fit.groups().size()][];
    double logs = 0;
    for (int g = 0; g < byGroup.length; g++) {
      double temperature = fit.groups().get(g).temperature();
      List<KaplanMeier.Lifetime> lifetimes =
          lifetimes(
              times.stream().filter(time -> time.temperature() == temperature).toList(),
              fit.unit(),
              t -> fit.logMeanTime(t).orElseThrow());
      byGroup[g] = lifetimes.stream().mapToDouble(KaplanMeier.Lifetime::time).sorted().toArray();
      logs +=
          lifetimes.stream()
              .filter(KaplanMeier.Lifetime::event)
              .mapToDouble(r -> Math.log(r.time()))
              .sorted()
              .sum();
    }
    this.sumOfEventLogs = logs;
  }

  /**
   * Times over their means, in the order of the trials.
   *
   * @param logMean of the times at a temperature, in {@code unit}
   */
  static List<KaplanMeier.Lifetime> lifetimes(
      List<EscapeTime> times, TimeUnit unit, DoubleUnaryOperator logMean) {
    return times.stream()
        .map(
            time ->
                new KaplanMeier.Lifetime(
                    unit.of(time.steps(), time.learningRate())
                        / Math.exp(logMean.applyAsDouble(time.temperature())),
                    time.escaped()))
        .toList();
  }

  double events() {
    return fit.groups().stream().mapToDouble(TemperatureGroup::events).sum();
  }

  /** Σ ln r over the events. */
  double sumOfEventLogs() {
    return sumOfEventLogs;
  }

  /** The exponential regression of r^k on intercept and 1/T. */
  ExponentialRegression regression(double shape) {
    double[][] columns = new double[2][byGroup.length];
    double[] events = new double[byGroup.length];
    double[] totals = new double[byGroup.length];
    for (int g = 0; g < byGroup.length; g++) {
      columns[0][g] = 1;
      columns[1][g] = likelihood.standardized(fit.groups().get(g));
      events[g] = fit.groups().get(g).events();
      totals[g] = Arrays.stream(byGroup[g]).map(r -> Math.pow(r, shape)).sum();
    }
    return new ExponentialRegression(columns, new double[byGroup.length], events, totals);
  }

  /** Σ r^k·ln r·e^{−η} at a regression's maximum. */
  double weightedLogs(double shape, ExponentialRegression.Maximum maximum) {
    double sum = 0;
    for (int g = 0; g < byGroup.length; g++) {
      double eta =
          maximum.coefficient(0)
              + maximum.coefficient(1) * likelihood.standardized(fit.groups().get(g));
      double logs = Arrays.stream(byGroup[g]).map(r -> Math.pow(r, shape) * Math.log(r)).sum();
      sum += logs * Math.exp(-eta);
    }
    return sum;
  }

  /**
   * By how much the variance of ln k differs from that under independent trials.
   *
   * @param shape k
   * @param maximum of {@link #regression} at it
   */
  VarianceFactor factor(double shape, ExponentialRegression.Maximum maximum) {
    ToDoubleFunction<EscapeTime> hazard = time -> hazard(time, shape, maximum);
    double products = 0;
    double squares = 0;
    for (EscapeTime time : times) {
      double scale = score(hazard.applyAsDouble(time), time.escaped());
      products += scale * shapeScore(hazard.applyAsDouble(time), time.escaped());
      squares += scale * scale;
    }
    // What the score of the shape has in common with that of the mean, which was fitted too.
    double shared = products / squares;
    return new SharedSeeds(times)
        .factor(
            time ->
                shapeScore(hazard.applyAsDouble(time), time.escaped())
                    - shared * score(hazard.applyAsDouble(time), time.escaped()),
            temperature -> 1);
  }

  /** r^k·e^{−η}, Exp(1) under a Weibull law. */
  private double hazard(EscapeTime time, double shape, ExponentialRegression.Maximum maximum) {
    double residual =
        fit.unit().of(time.steps(), time.learningRate())
            / Math.exp(fit.logMeanTime(time.temperature()).orElseThrow());
    double eta =
        maximum.coefficient(0)
            + maximum.coefficient(1) * likelihood.standardized(time.temperature());
    return Math.pow(residual, shape) * Math.exp(-eta);
  }

  private static double score(double hazard, boolean escaped) {
    return hazard - (escaped ? 1 : 0);
  }

  /** The derivative of a trial's log-likelihood by ln k, its mean held. */
  private static double shapeScore(double hazard, boolean escaped) {
    return (escaped ? 1 + Math.log(hazard) : 0) - hazard * Math.log(hazard);
  }

  Estimate.Sample sample(String assumption) {
    Estimate barrier = fit.barrier();
    OptionalLong budget = barrier.budget();
    return new Estimate.Sample(barrier.trials(), barrier.censored(), budget, assumption);
  }
}
