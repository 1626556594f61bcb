package org.groksweep.analysis.arrhenius;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.KaplanMeier;

/**
 * The Cox-Snell residuals r = t / exp(η) of an exponential fit: a sample of Exp(1), censored where
 * the times are, if the law holds.
 */
final class Residuals {

  private final ArrheniusFit fit;
  private final GroupedLikelihood likelihood;
  // [group][trial], by rising residual.
  private final double[][] byGroup;
  private final double sumOfEventLogs;

  /** Of the trials that a fit with a value was made from. */
  Residuals(ArrheniusFit fit, List<EscapeTime> times) {
    this.fit = fit;
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

  Estimate.Sample sample(String assumption) {
    Estimate barrier = fit.barrier();
    OptionalLong budget = barrier.budget();
    return new Estimate.Sample(barrier.trials(), barrier.censored(), budget, assumption);
  }
}
