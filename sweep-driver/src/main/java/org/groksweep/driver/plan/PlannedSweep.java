package org.groksweep.driver.plan;

import java.util.Optional;

/**
 * A sweep's plan, and what must be stored before it is run.
 *
 * @param plan all bundles of the sweep
 * @param added the plan to append to the stored ones; empty where the newest says the same
 * @param addedTrials trials that no stored plan had
 * @param droppedTrials trials of stored plans that the config no longer has; the sweep keeps them
 * @param longerTrials of the added ones, those that are a stored plan's with a longer last phase:
 *     they replace them
 */
public record PlannedSweep(
    SweepPlan plan,
    Optional<PlanFile> added,
    long addedTrials,
    long droppedTrials,
    long longerTrials) {}
