package org.groksweep.driver.run;

import java.io.Serializable;
import java.util.stream.Collectors;
import org.groksweep.trainer.metrics.EndReason;
import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * A trial's end, as progress tells it.
 *
 * @param trial its name
 * @param place its axis values and seed, such as "depth 3, dataFraction 0.1, seed 7"
 * @param status how it ended
 * @param reason the same in words
 * @param steps updates done
 * @param budget updates that it might have done
 * @param wallSeconds time spent on it
 */
public record TrialEnd(
    TrialId trial,
    String place,
    EndReason status,
    String reason,
    long steps,
    long budget,
    double wallSeconds)
    implements Serializable {

  public static TrialEnd of(Trial trial, TrialOutcome outcome) {
    return new TrialEnd(
        trial.id(),
        placeOf(trial),
        outcome.status(),
        outcome.reason(),
        outcome.steps(),
        trial.spec().maxSteps(),
        outcome.wallSeconds());
  }

  /** A trial's axis values and seed for people, such as "depth 3, dataFraction 0.1, seed 7". */
  public static String placeOf(Trial trial) {
    return trial.axes().stream()
        .map(axis -> axis.path().substring(axis.path().lastIndexOf('.') + 1) + " " + axis.value())
        .collect(Collectors.joining(", ", "", trial.axes().isEmpty() ? "" : ", "))
        .concat("seed " + trial.spec().seeds().seed());
  }
}
