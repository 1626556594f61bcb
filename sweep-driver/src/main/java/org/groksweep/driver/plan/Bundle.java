package org.groksweep.driver.plan;

import java.io.Serializable;
import java.util.List;
import org.groksweep.trainer.spec.Trial;

/**
 * The trials that one Spark task trains, in their order.
 *
 * @param id the hash of its trials' ids
 * @param engine that trains them
 * @param trials at least one
 * @param flops the static cost of all of them
 */
public record Bundle(String id, String engine, List<Trial> trials, double flops)
    implements Serializable {

  public Bundle {
    trials = List.copyOf(trials);
  }
}
