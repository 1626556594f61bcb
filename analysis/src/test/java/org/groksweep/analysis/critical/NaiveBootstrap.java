package org.groksweep.analysis.critical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.analysis.stats.Interval;
import org.groksweep.analysis.stats.LogisticRegression;
import org.groksweep.analysis.stats.LogisticRegression.Point;

/** The percentile bootstrap of the ridge logit's midpoint over whole seeds: what not to report. */
final class NaiveBootstrap {

  private static final int RESAMPLES = 200;
  private static final double ZERO_WIDTH = 1e-6;
  private static final LogisticRegression LOGIT =
      new LogisticRegression(LogisticRegression.DEFAULT_RIDGE);

  private NaiveBootstrap() {}

  /** Cases whose interval has no width, and cases whose interval contains the truth. */
  record Result(int zeroWidth, int covered) {}

  static Result study(PlantedGroup kind, int cases) {
    int zeroWidth = 0;
    int covered = 0;
    for (int number = 0; number < cases; number++) {
      PlantedGroup.Drawn drawn = kind.draw(number);
      Interval interval = interval(curves(drawn.trials()), number);
      zeroWidth += interval.upper() - interval.lower() < ZERO_WIDTH ? 1 : 0;
      covered += interval.contains(Math.log(drawn.criticalSize())) ? 1 : 0;
    }
    return new Result(zeroWidth, covered);
  }

  static Interval interval(SeedCurves curves, long seed) {
    double[] replicates =
        new ClusterBootstrap(RESAMPLES, seed)
            .replicates(curves.seeds(), seeds -> midpoint(curves.drawn(seeds)));
    return ClusterBootstrap.percentile(replicates, 0.95).orElseThrow();
  }

  static OptionalDouble midpoint(SeedCurves curves) {
    double[] counts = curves.counts();
    double[] sums = curves.sums();
    List<Point> points = new ArrayList<>();
    for (int size = 0; size < counts.length; size++) {
      points.add(new Point(curves.logSize(size), sums[size], counts[size]));
    }
    Optional<LogisticRegression.Fit> fit = LOGIT.fit(points);
    return fit.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(fit.get().midpoint());
  }

  static SeedCurves curves(List<SizedTrial> trials) {
    return SeedCurves.of(
        trials.stream()
            .map(t -> new SeedCurves.Response(t.seed(), t.examples(), t.generalized() ? 1 : 0))
            .toList());
  }
}
