package org.groksweep.analysis.critical;

import java.util.Optional;
import org.groksweep.analysis.stats.Estimate;

/**
 * The critical dataset size of one group of trials, which differ only in size and seed.
 *
 * @param definition of what it is
 * @param criticalSize by the sigmoid, in examples
 * @param width1090 ln(n₉₀/n₁₀) = 2 ln 9 / slope, dimensionless: over which factor of the size the
 *     transition goes from 10 % to 90 %
 * @param isotonicCriticalSize by isotonic means and log-linear interpolation, in examples
 * @param levels between which the curve rises, fitted or given; empty where no rise was seen
 */
public record CriticalSize(
    Definition definition,
    Estimate criticalSize,
    Estimate width1090,
    Estimate isotonicCriticalSize,
    Optional<Levels> levels) {}
