package org.groksweep.trainer.spec;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * At which steps a row is recorded: the union of the spacings, and always step 0, each phase's
 * first and last step and the step at which a trial ends.
 *
 * @param spacings at least one
 * @param maxEvaluationShare of a phase's training arithmetic that geometric recording may cost,
 *     above 0; a geometric ratio is widened until it fits, {@link Every} is obeyed as it stands
 */
public record Recording(List<Spacing> spacings, double maxEvaluationShare) implements Serializable {

  /** One rule of which steps to record, counted within a phase. */
  public sealed interface Spacing extends Serializable {}

  /**
   * Steps that grow by a factor: after step s comes max(s + 1, ⌈ratio · s⌉).
   *
   * @param ratio above 1
   */
  public record Geometric(double ratio) implements Spacing {
    public Geometric {
      Require.that(Double.isFinite(ratio) && ratio > 1, "ratio", ratio, "must be above 1");
    }
  }

  /**
   * Every so many steps.
   *
   * @param steps at least 1
   */
  public record Every(long steps) implements Spacing {
    public Every {
      Require.atLeast("every", steps, 1);
    }
  }

  public static final double DEFAULT_RATIO = 1.02;
  public static final double DEFAULT_MAX_EVALUATION_SHARE = 0.25;
  public static final Recording DEFAULT =
      new Recording(List.of(new Geometric(DEFAULT_RATIO)), DEFAULT_MAX_EVALUATION_SHARE);

  public Recording {
    spacings = List.copyOf(spacings);
    Require.atLeast("number of spacings", spacings.size(), 1);
    Require.positive("maxEvaluationShare", maxEvaluationShare);
  }

  /** The smallest ratio of its geometric spacings, as asked for; empty if there is none. */
  public OptionalDouble ratio() {
    return spacings.stream()
        .filter(Geometric.class::isInstance)
        .mapToDouble(each -> ((Geometric) each).ratio())
        .min();
  }
}
