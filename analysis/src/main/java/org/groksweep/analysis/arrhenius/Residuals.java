package org.groksweep.analysis.arrhenius;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.KaplanMeier;

/**
 * The Cox-Snell residuals r = t / exp(η) of an exponential fit: a sample of Exp(1), censored where
 * the times are, if the law holds.
 */
final class Residuals {

  private final ArrheniusFit fit;
  private final GroupedLikelihood likelihood;
  // By group, then by rising residual.
  private final List<List<KaplanMeier.Lifetime>> byGroup;
  private final double sumOfEventLogs;

  /** Of the trials that a fit with a value was made from. */
  Residuals(ArrheniusFit fit, List<EscapeTime> times) {
    this.fit = fit;
    this.likelihood = new GroupedLikelihood(fit.groups(), fit.zeroModes());
    this.byGroup = new ArrayList<>();
    for (TemperatureGroup group : fit.groups()) {
      double logMean = fit.logMeanTime(group.temperature()).orElseThrow();
      byGroup.add(
          times.stream()
              .filter(time -> time.temperature() == group.temperature())
              .map(
                  time ->
                      new KaplanMeier.Lifetime(
                          fit.unit().of(time.steps(), time.learningRate()) / Math.exp(logMean),
                          time.escaped()))
              .sorted(Comparator.comparingDouble(KaplanMeier.Lifetime::time))
              .toList());
    }
    this.sumOfEventLogs =
        all().stream()
            .filter(KaplanMeier.Lifetime::event)
            .mapToDouble(r -> Math.log(r.time()))
            .sum();
  }

  List<KaplanMeier.Lifetime> all() {
    return byGroup.stream().flatMap(List::stream).toList();
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
    double[][] columns = new double[2][byGroup.size()];
    double[] events = new double[byGroup.size()];
    double[] totals = new double[byGroup.size()];
    for (int g = 0; g < byGroup.size(); g++) {
      columns[0][g] = 1;
      columns[1][g] = likelihood.standardized(fit.groups().get(g));
      events[g] = fit.groups().get(g).events();
      totals[g] = byGroup.get(g).stream().mapToDouble(r -> Math.pow(r.time(), shape)).sum();
    }
    return new ExponentialRegression(columns, new double[byGroup.size()], events, totals);
  }

  /** Σ r^k·ln r·e^{−η} at a regression's maximum. */
  double weightedLogs(double shape, ExponentialRegression.Maximum maximum) {
    double sum = 0;
    for (int g = 0; g < byGroup.size(); g++) {
      double eta =
          maximum.coefficient(0)
              + maximum.coefficient(1) * likelihood.standardized(fit.groups().get(g));
      double logs =
          byGroup.get(g).stream()
              .mapToDouble(r -> Math.pow(r.time(), shape) * Math.log(r.time()))
              .sum();
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
