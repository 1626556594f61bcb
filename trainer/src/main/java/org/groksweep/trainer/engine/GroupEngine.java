package org.groksweep.trainer.engine;

import java.util.List;
import org.groksweep.trainer.data.Examples;
import org.groksweep.trainer.spec.TrialSpec;

/**
 * An engine that advances many trials together which are equal but for their seeds. A trial's bits
 * are the same alone, as a group of one and among a thousand in any order.
 */
public interface GroupEngine extends Engine {

  /**
   * A group at step 0, before its first phase.
   *
   * @param replicas specs that {@link #supports} and that differ in their seeds alone; at least one
   */
  GroupLearner group(List<TrialSpec> replicas, Examples examples);
}
