package org.groksweep.trainer.parquet;

import java.time.Instant;

/**
 * Where a trial was trained, when and with what.
 *
 * @param numericsFingerprint what its bits depend on beside the spec
 * @param host the machine's name
 * @param attempt names the attempt at its bundle
 * @param startedAt when the trial was begun
 * @param versions of all that took part, as JSON
 */
public record Provenance(
    String numericsFingerprint, String host, String attempt, Instant startedAt, String versions) {}
