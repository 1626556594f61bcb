package org.groksweep.analysis.job;

import java.util.Optional;
import org.groksweep.analysis.events.EventRules;

/**
 * What an analysis is asked for.
 *
 * @param rules what counts as memorized and generalized
 * @param over the data size of critical sizes; empty where the sweep does not vary one, which makes
 *     critical_size an empty table
 */
public record AnalysisRequest(EventRules rules, Optional<SizeAxis> over) {}
