package org.groksweep.analysis.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The product-limit estimate of a survival function from times of which some are censored:
 *
 * <p>S(t) = Π over event times tᵢ ≤ t of (1 - dᵢ/nᵢ), with dᵢ events at tᵢ and nᵢ at risk just
 * before it. A time censored at tᵢ is still at risk there. Variance by Greenwood: S² Σ
 * dᵢ/(nᵢ(nᵢ-dᵢ)). Source: Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457, eqs. 2b and 2f.
 *
 * @param points one per distinct event time, in order; before the first, S = 1
 */
public record KaplanMeier(List<Point> points) {

  /**
   * A time that was waited for.
   *
   * @param time at least 0
   * @param event false where the waiting ended before the event
   */
  public record Lifetime(double time, boolean event) {
    public Lifetime {
      if (!(time >= 0) || Double.isInfinite(time)) {
        throw new IllegalArgumentException("time: " + time + " must be finite and at least 0");
      }
    }
  }

  /**
   * The curve from an event time on.
   *
   * @param time of the events
   * @param atRisk just before it
   * @param events at it
   * @param survival S from this time up to the next, in [0, 1]
   * @param greenwood Σ dᵢ/(nᵢ(nᵢ-dᵢ)), the relative variance of S; empty where S = 0
   */
  public record Point(
      double time, long atRisk, long events, double survival, OptionalDouble greenwood) {

    /** Standard error of the survival; empty where it is 0 and Greenwood's formula is not. */
    public OptionalDouble standardError() {
      return greenwood.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(survival * Math.sqrt(greenwood.getAsDouble()));
    }

    /**
     * Pointwise interval on the log(-log S) scale, inside [0, 1]: S^exp(±z·se/(S ln S)); empty
     * where S is 0. Source: Kalbfleisch and Prentice 1980, p. 15.
     */
    public Optional<Interval> interval(double level) {
      if (greenwood.isEmpty() || survival >= 1) {
        return Optional.empty();
      }
      double z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
      double shift = z * Math.sqrt(greenwood.getAsDouble()) / -Math.log(survival);
      return Optional.of(
          new Interval(Math.pow(survival, Math.exp(shift)), Math.pow(survival, Math.exp(-shift))));
    }
  }

  public KaplanMeier {
    points = List.copyOf(points);
  }

  /** The estimate from lifetimes in any order; no points where none ended in an event. */
  public static KaplanMeier of(List<Lifetime> lifetimes) {
    List<Lifetime> sorted =
        lifetimes.stream().sorted(Comparator.comparingDouble(Lifetime::time)).toList();
    List<Point> points = new ArrayList<>();
    double survival = 1;
    double greenwood = 0;
    int first = 0;
    while (first < sorted.size()) {
      double time = sorted.get(first).time();
      int next = first;
      long events = 0;
      while (next < sorted.size() && sorted.get(next).time() == time) {
        events += sorted.get(next).event() ? 1 : 0;
        next++;
      }
      if (events > 0) {
        long atRisk = (long) sorted.size() - first;
        survival *= (atRisk - events) / (double) atRisk;
        greenwood += events / ((double) atRisk * (atRisk - events));
        points.add(
            new Point(
                time,
                atRisk,
                events,
                survival,
                survival > 0 ? OptionalDouble.of(greenwood) : OptionalDouble.empty()));
      }
      first = next;
    }
    return new KaplanMeier(points);
  }

  /** S(t): the probability of surviving beyond {@code time}. */
  public double survivalAt(double time) {
    double survival = 1;
    for (Point point : points) {
      if (point.time() > time) {
        return survival;
      }
      survival = point.survival();
    }
    return survival;
  }

  /** The first event time at which S ≤ 1/2; empty where the curve stays above. */
  public OptionalDouble median() {
    return points.stream().filter(p -> p.survival() <= 0.5).mapToDouble(Point::time).findFirst();
  }
}
