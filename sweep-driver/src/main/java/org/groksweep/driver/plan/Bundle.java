package org.groksweep.driver.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.groksweep.trainer.spec.Trial;
import org.groksweep.trainer.spec.TrialId;

/**
 * The trials that one Spark task trains, in their order.
 *
 * @param id the hash of its trials' ids
 * @param engine that trains them
 * @param trials at least one
 * @param flops the static cost of all of them
 * @param shorter trials of earlier plans that differ from one of these in a shorter last phase
 *     alone, by the id of that one, the longest first: it goes on from what was kept of them
 */
public record Bundle(
    String id, String engine, List<Trial> trials, double flops, Map<TrialId, List<TrialId>> shorter)
    implements Serializable {

  public Bundle {
    trials = List.copyOf(trials);
    shorter = Map.copyOf(shorter);
  }

  /** A bundle of trials that no earlier plan had in a shorter form. */
  public Bundle(String id, String engine, List<Trial> trials, double flops) {
    this(id, engine, trials, flops, Map.of());
  }
}
