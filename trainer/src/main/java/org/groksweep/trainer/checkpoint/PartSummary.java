package org.groksweep.trainer.checkpoint;

/**
 * What a part's end says about it.
 *
 * @param digest of its content, in hexadecimal digits
 * @param entries in all
 * @param endedEntries up to the last trial's end, that included; 0 without one
 * @param hasState whether its last entry is a state
 */
public record PartSummary(String digest, long entries, long endedEntries, boolean hasState) {}
