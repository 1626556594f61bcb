package org.groksweep.trainer.parquet;

import org.groksweep.trainer.metrics.TrialOutcome;
import org.groksweep.trainer.spec.Trial;

/**
 * A row of the trials table.
 *
 * @param trial what was trained
 * @param outcome how it ended
 * @param provenance where, when and with what
 */
public record TrialRecord(Trial trial, TrialOutcome outcome, Provenance provenance) {}
