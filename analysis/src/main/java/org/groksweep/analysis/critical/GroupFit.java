package org.groksweep.analysis.critical;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.groksweep.analysis.critical.CurveKind.Variance;
import org.groksweep.analysis.critical.ScoreTest.Parameter;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Estimate.Bounds;
import org.groksweep.analysis.stats.Estimate.Sample;
import org.groksweep.analysis.stats.FitStatus;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** A group's curves, the sigmoid fitted to them, and the estimates that follow from both. */
final class GroupFit {

  /** ln(n₉₀/n₁₀) times the slope: the logits of 0.9 and 0.1 lie 2 ln 9 apart. */
  private static final double TEN_TO_NINETY = 2 * Math.log(9);

  // Mean accuracies this close to a fitted level, as a share of the rise, count as lying on it.
  private static final double LEVEL_TOLERANCE = 0.05;

  private final CurveKind kind;
  private final SeedCurves curves;
  private final CurveFit fit;
  private final Sigmoid best;
  private final double middle;

  /**
   * Fits the sigmoid.
   *
   * @throws org.hipparchus.exception.MathIllegalStateException if the search does not end
   */
  GroupFit(CurveKind kind, SeedCurves curves) {
    this.kind = kind;
    this.curves = curves;
    this.fit = new CurveFit(kind, curves);
    this.best = fit.best();
    this.middle = (best.floor() + best.ceiling()) / 2;
  }

  double rise() {
    return best.ceiling() - best.floor();
  }

  /** Floor and ceiling of the curve, which must rise. */
  Levels levels() {
    return new Levels(best.floor(), best.ceiling());
  }

  /** The isotonic crossing of the middle; empty where the transition is not within the grid. */
  OptionalDouble crossing() {
    return best.midpoint() < first() || best.midpoint() > last()
        ? OptionalDouble.empty()
        : IsotonicCrossing.of(curves, middle);
  }

  /** Whether all below a size lie on the floor and all above it on the ceiling. */
  boolean separated() {
    double tolerance = kind.variance() == Variance.BINOMIAL ? 0 : LEVEL_TOLERANCE;
    double[] counts = curves.counts();
    double[] shares = curves.sums();
    Arrays.setAll(shares, i -> (shares[i] / counts[i] - best.floor()) / rise());
    int low = 0;
    while (low < shares.length && shares[low] <= tolerance) {
      low++;
    }
    int high = shares.length;
    while (high > 0 && shares[high - 1] >= 1 - tolerance) {
      high--;
    }
    return high - low <= 1;
  }

  /** The isotonic crossing with the bracket as its interval. */
  Estimate isotonic(OptionalDouble standardError, FitStatus status, Sample sample) {
    double crossing = crossing().orElseThrow();
    Bounds bounds = new Bracket(curves.dichotomized(middle)).around(crossing);
    return Estimate.of(
        OptionalDouble.of(Math.exp(crossing)), standardError, examples(bounds), status, sample);
  }

  /**
   * Standard error of the isotonic crossing over resamples of whole seeds, in examples; empty where
   * no more than one resample crosses.
   */
  OptionalDouble isotonicError(ClusterBootstrap bootstrap) {
    double[] replicates =
        bootstrap.replicates(
            curves.seeds(), seeds -> IsotonicCrossing.of(curves.drawn(seeds), middle));
    if (replicates.length < 2) {
      return OptionalDouble.empty();
    }
    double mean = Arrays.stream(replicates).map(Math::exp).average().orElseThrow();
    double squares = Arrays.stream(replicates).map(x -> square(Math.exp(x) - mean)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (replicates.length - 1.0)));
  }

  /** The sigmoid's midpoint, in examples, with the interval that the score test does not reject. */
  Estimate midpoint(Sample sample) {
    ScoreTest test = new ScoreTest(kind, curves);
    Inversion inversion =
        new Inversion(
            m -> test.statistic(Parameter.MIDPOINT, fit.atMidpoint(m)), curves.seeds() - 1);
    double examples = Math.exp(best.midpoint());
    return Estimate.of(
        OptionalDouble.of(examples),
        finite(examples * test.standardError(Parameter.MIDPOINT, best)),
        examples(inversion.around(best.midpoint(), first(), last())),
        FitStatus.OK,
        sample);
  }

  /**
   * ln(n₉₀/n₁₀), with the interval of all slopes that are rejected neither by the seeds' scores nor
   * by the same scores under independent trials: the former alone covers 86 to 94 % with five
   * seeds, whose scores are skewed.
   */
  Estimate width(Sample sample) {
    ScoreTest test = new ScoreTest(kind, curves);
    Inversion inversion = new Inversion(s -> slopeStatistic(test, s), curves.seeds() - 1);
    Bounds slopes =
        inversion.around(
            Math.log(best.slope()), Math.log(fit.leastSlope()), Math.log(fit.greatestSlope()));
    double width = TEN_TO_NINETY / best.slope();
    return Estimate.of(
        OptionalDouble.of(width),
        finite(width / best.slope() * test.standardError(Parameter.SLOPE, best)),
        new Bounds(widthOf(slopes.upper()), widthOf(slopes.lower())),
        FitStatus.OK,
        sample);
  }

  private double slopeStatistic(ScoreTest test, double logSlope) {
    Sigmoid tested = fit.atSlope(Math.exp(logSlope));
    double clustered = test.statistic(Parameter.SLOPE, tested);
    double independent = test.statisticIfIndependent(Parameter.SLOPE, tested) * studentOverNormal();
    return Math.abs(clustered) < Math.abs(independent) ? clustered : independent;
  }

  /** Puts a normal statistic on the scale of Student's t at the interval's level. */
  private double studentOverNormal() {
    double level = (1 + Estimate.LEVEL) / 2;
    return new TDistribution(curves.seeds() - 1).inverseCumulativeProbability(level)
        / new NormalDistribution().inverseCumulativeProbability(level);
  }

  private double first() {
    return curves.logSize(0);
  }

  private double last() {
    return curves.logSize(curves.sizeCount() - 1);
  }

  private static OptionalDouble widthOf(OptionalDouble logSlope) {
    return logSlope.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(TEN_TO_NINETY / Math.exp(logSlope.getAsDouble()));
  }

  private static Bounds examples(Bounds logs) {
    return new Bounds(exp(logs.lower()), exp(logs.upper()));
  }

  private static OptionalDouble exp(OptionalDouble log) {
    return log.isEmpty() ? log : OptionalDouble.of(Math.exp(log.getAsDouble()));
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static double square(double x) {
    return x * x;
  }
}
