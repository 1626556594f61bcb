package org.groksweep.analysis.critical;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.groksweep.analysis.stats.ClusterBootstrap;
import org.groksweep.analysis.stats.Estimate;
import org.groksweep.analysis.stats.Estimate.Sample;
import org.groksweep.analysis.stats.FitStatus;
import org.groksweep.trainer.metrics.EndReason;
import org.hipparchus.exception.MathIllegalStateException;

/**
 * Estimates the critical dataset size of one group: trials that differ only in size and seed.
 *
 * <p>Why there may be no number, in this order: INCOMPLETE, a trial crashed or timed out;
 * TOO_FEW_POINTS, fewer than {@value #FEWEST_SEEDS} seeds, two sizes (a bracket) or as many sizes
 * as the curve has parameters (a fit), a curve's slope and midpoint and, unless given, floor and
 * ceiling; OUTSIDE_GRID, the means never cross the middle, or accuracies rise by less than {@value
 * #LEAST_RISE} from floor to ceiling: no transition was seen. SEPARATED comes with a bracket.
 *
 * <p>A DIVERGED trial counts as one that did not generalize. {@code trials} counts all, {@code
 * censored} those whose budget ended before they generalized.
 *
 * @param definition of the critical size
 * @param levels floor and ceiling of the accuracy; empty where they are fitted; a probability's are
 *     0 and 1 and not given
 * @param bootstrap over whole seeds, for the isotonic estimate's standard error
 */
public record CriticalSizeEstimator(
    Definition definition, Optional<Levels> levels, ClusterBootstrap bootstrap) {

  public static final int FEWEST_SEEDS = 3;
  public static final double LEAST_RISE = 0.2;

  private static final String MONOTONE =
      "seeds independent; the mean does not fall with the size; ends are sizes of the grid";
  private static final int FEWEST_SIZES = 2;
  private static final int SHAPE_PARAMETERS = 2;
  private static final int LEVEL_PARAMETERS = 2;

  public CriticalSizeEstimator {
    if (definition == Definition.PROBABILITY && levels.isPresent()) {
      throw new IllegalArgumentException(
          "levels: " + levels.get() + " must be empty for a probability; they are 0 and 1");
    }
  }

  /** The estimate, or the status that says why there is none. */
  public CriticalSize estimate(List<SizedTrial> trials) {
    Counts counts = Counts.of(trials);
    if (trials.stream().anyMatch(trial -> !trial.status().isResult())) {
      return none(FitStatus.INCOMPLETE, counts);
    }
    if (counts.seeds() < FEWEST_SEEDS || counts.sizes() < FEWEST_SIZES) {
      return none(FitStatus.TOO_FEW_POINTS, counts);
    }
    SeedCurves curves = SeedCurves.of(trials.stream().map(this::response).toList());
    try {
      return fitted(new GroupFit(kind(), curves), counts);
    } catch (MathIllegalStateException notConverged) {
      return none(FitStatus.NOT_CONVERGED, counts);
    }
  }

  private CriticalSize fitted(GroupFit fit, Counts counts) {
    if (fit.rise() < LEAST_RISE || fit.crossing().isEmpty()) {
      return none(FitStatus.OUTSIDE_GRID, counts);
    }
    if (fit.separated()) {
      Estimate bracket =
          fit.isotonic(OptionalDouble.empty(), FitStatus.SEPARATED, counts.sample(MONOTONE));
      Estimate width = Estimate.none(FitStatus.SEPARATED, counts.sample(assumption()));
      return new CriticalSize(definition, bracket, width, bracket, Optional.of(fit.levels()));
    }
    Estimate isotonic =
        fit.isotonic(fit.isotonicError(bootstrap), FitStatus.OK, counts.sample(MONOTONE));
    Sample sample = counts.sample(assumption());
    if (counts.sizes() < parameters()) {
      Estimate none = Estimate.none(FitStatus.TOO_FEW_POINTS, sample);
      return new CriticalSize(definition, none, none, isotonic, Optional.of(fit.levels()));
    }
    return new CriticalSize(
        definition, fit.midpoint(sample), fit.width(sample), isotonic, Optional.of(fit.levels()));
  }

  private SeedCurves.Response response(SizedTrial trial) {
    double value = trial.finalTestAccuracy();
    if (definition == Definition.PROBABILITY) {
      value = trial.generalized() ? 1 : 0;
    }
    return new SeedCurves.Response(trial.seed(), trial.examples(), value);
  }

  private CurveKind kind() {
    return definition == Definition.PROBABILITY
        ? CurveKind.PROBABILITY
        : CurveKind.accuracy(levels);
  }

  private int parameters() {
    return kind().levels().isPresent() ? SHAPE_PARAMETERS : SHAPE_PARAMETERS + LEVEL_PARAMETERS;
  }

  private CriticalSize none(FitStatus status, Counts counts) {
    Estimate none = Estimate.none(status, counts.sample(assumption()));
    return new CriticalSize(definition, none, none, none, Optional.empty());
  }

  private String assumption() {
    String curve =
        definition == Definition.PROBABILITY ? "P(generalize)" : "mean final test accuracy";
    return "seeds independent; " + curve + " is logistic in ln(examples); Student's t over seeds";
  }

  /** What is counted of a group. */
  private record Counts(long trials, long censored, int seeds, int sizes, OptionalLong budget) {

    static Counts of(List<SizedTrial> trials) {
      return new Counts(
          trials.size(),
          trials.stream()
              .filter(t -> t.status() == EndReason.COMPLETED && !t.generalized())
              .count(),
          (int) trials.stream().mapToLong(SizedTrial::seed).distinct().count(),
          (int) trials.stream().mapToLong(SizedTrial::examples).distinct().count(),
          trials.stream().mapToLong(SizedTrial::maxSteps).max());
    }

    Sample sample(String assumption) {
      return new Sample(trials, censored, budget, assumption);
    }
  }
}
