package org.groksweep.trainer.metrics;

import java.util.List;
import java.util.Optional;

/**
 * How a trial ended and what it cost.
 *
 * @param status how it ended
 * @param reason the same in words, such as "train_loss is NaN at step 17"
 * @param passages what each passage rule saw in each phase that was begun
 * @param last the last recorded row; empty where it crashed before one
 * @param steps updates done
 * @param flops arithmetic of the updates and evaluations, by the static estimate
 * @param wallSeconds time spent on it
 * @param engine that trained it
 * @param error the stack trace of a CRASHED trial
 */
public record TrialOutcome(
    EndReason status,
    String reason,
    List<Passage> passages,
    Optional<StepMetrics> last,
    long steps,
    double flops,
    double wallSeconds,
    String engine,
    Optional<String> error) {

  public TrialOutcome {
    passages = List.copyOf(passages);
  }
}
