package org.groksweep.analysis.arrhenius;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * The exponential likelihood of grouped escape times under different laws for the mean. Inverse
 * temperatures are centred on the events' mean and scaled by their spread, which keeps Newton's
 * method well conditioned in any unit of temperature.
 */
final class GroupedLikelihood {

  private final List<TemperatureGroup> groups;
  private final int zeroModes;
  private final double centre;
  private final double spread;

  /** Of groups with events at two temperatures or more. */
  GroupedLikelihood(List<TemperatureGroup> groups, int zeroModes) {
    this.groups = groups;
    this.zeroModes = zeroModes;
    double events = groups.stream().mapToDouble(TemperatureGroup::events).sum();
    this.centre = groups.stream().mapToDouble(g -> g.events() / g.temperature()).sum() / events;
    double squares =
        groups.stream()
            .mapToDouble(g -> g.events() * Math.pow(1 / g.temperature() - centre, 2))
            .sum();
    this.spread = Math.sqrt(squares / events);
  }

  List<TemperatureGroup> groups() {
    return groups;
  }

  int zeroModes() {
    return zeroModes;
  }

  /** The events' mean of 1/T. */
  double centre() {
    return centre;
  }

  /** The events' standard deviation of 1/T, above 0. */
  double spread() {
    return spread;
  }

  /** Coefficients: ln mean time at the centre, and the barrier times the spread. */
  ExponentialRegression arrhenius() {
    return regression(group -> 1, this::standardized);
  }

  /** Coefficients: a, and the barrier times the spread. */
  ExponentialRegression arrheniusWithInterceptAtInfiniteTemperature() {
    return regression(group -> 1, group -> 1 / (group.temperature() * spread));
  }

  /** Coefficients: the two of {@link #arrhenius} and the curvature times the squared spread. */
  ExponentialRegression curved() {
    return regression(
        group -> 1, this::standardized, group -> standardized(group) * standardized(group));
  }

  /** τ ∝ T^{−c}. Coefficients: ln mean time at T = 1/centre, and c. */
  ExponentialRegression powerLaw() {
    return regression(group -> 1, group -> -Math.log(group.temperature() * centre));
  }

  double standardized(TemperatureGroup group) {
    return standardized(group.temperature());
  }

  double standardized(double temperature) {
    return (1 / temperature - centre) / spread;
  }

  /** ln of the mean time at a maximum of {@link #arrhenius}. */
  double logMean(ExponentialRegression.Maximum maximum, double temperature) {
    return maximum.coefficient(0)
        + maximum.coefficient(1) * standardized(temperature)
        + zeroModes / 2.0 * Math.log(temperature);
  }

  /**
   * By how much the variance of a regression's coefficient differs from Fisher's.
   *
   * @param regression one of this likelihood's
   * @param maximum of {@link #arrhenius}
   */
  VarianceFactor factor(
      ExponentialRegression regression,
      int coefficient,
      ExponentialRegression.Maximum maximum,
      SharedSeeds seeds) {
    double[] influences = regression.influences(coefficient);
    Map<Double, Double> byTemperature = new HashMap<>();
    for (int g = 0; g < influences.length; g++) {
      byTemperature.put(groups.get(g).temperature(), influences[g]);
    }
    return seeds.factor(
        time -> score(time, logMean(maximum, time.temperature())), byTemperature::get);
  }

  /** The derivative of a trial's log-likelihood by the logarithm of its mean: t/mean − d. */
  private double score(EscapeTime time, double logMean) {
    double duration = groups.get(0).unit().of(time.steps(), time.learningRate());
    return duration * Math.exp(-logMean) - (time.escaped() ? 1 : 0);
  }

  private double offset(TemperatureGroup group) {
    return zeroModes / 2.0 * Math.log(group.temperature());
  }

  /** See {@link ArrheniusFit#rSquared}. */
  OptionalDouble rSquared() {
    SimpleRegression line = new SimpleRegression();
    for (TemperatureGroup group : groups) {
      if (group.events() > 0) {
        line.addData(
            1 / group.temperature(), Math.log(group.totalTime() / group.events()) - offset(group));
      }
    }
    return line.getN() < 3 ? OptionalDouble.empty() : OptionalDouble.of(line.getRSquare());
  }

  @SafeVarargs
  private ExponentialRegression regression(ToDoubleFunction<TemperatureGroup>... columns) {
    double[][] values = new double[columns.length][];
    for (int j = 0; j < columns.length; j++) {
      values[j] = groups.stream().mapToDouble(columns[j]).toArray();
    }
    return new ExponentialRegression(
        values,
        groups.stream().mapToDouble(this::offset).toArray(),
        groups.stream().mapToDouble(TemperatureGroup::events).toArray(),
        groups.stream().mapToDouble(TemperatureGroup::totalTime).toArray());
  }
}
