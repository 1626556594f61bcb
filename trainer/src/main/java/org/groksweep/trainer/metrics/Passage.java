package org.groksweep.trainer.metrics;

/**
 * What one passage rule saw in one phase of a trial.
 *
 * @param phase the phase's name
 * @param rule the rule's name
 * @param step the first recorded step at which the threshold was crossed for the rule's dwell;
 *     where censored, the last recorded step
 * @param lowerStep the last recorded step before {@code step} at which it was not: the crossing
 *     lies in (lowerStep, step]; equals step where the phase began crossed or where censored
 * @param censored whether the phase ended without a crossing
 */
public record Passage(String phase, String rule, long step, long lowerStep, boolean censored) {}
